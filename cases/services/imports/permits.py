"""Permissions of a person for an import: asked of every page, as if they wrote it by hand."""

from typing import Any

from wagtail.models import PagePermissionTester

from cases.models import Case, CaseIndexPage, CaseStudyPage
from cases.records.case import CaseRecord


class Permits:
    """Permissions of a user for an import. ``publish``: whether its pages go live."""

    def __init__(self, user: Any, *, publish: bool) -> None:
        self.user, self._publish = user, publish
        self._index: dict[str, PagePermissionTester] = {
            page.locale.language_code: page.permissions_for_user(user)
            for page in CaseIndexPage.objects.select_related("locale")
        }

    def refusal(self, record: CaseRecord, case: Case | None) -> str:
        """Reason why the user may not write this record: "not_permitted", "locked", or "" where they may."""
        pages = list(CaseStudyPage.objects.filter(case=case).select_related("locale")) if case else []
        written = {page.locale.language_code for page in pages}
        for page in pages:
            allowed = page.permissions_for_user(self.user)
            if allowed.page_locked():
                return "locked"
            if not allowed.can_edit() or (self._publish and not allowed.can_publish()):
                return "not_permitted"
        new = set(record.prose_languages()) - written
        return "" if all(self.may_add(language) for language in new) else "not_permitted"

    def may_add(self, language: str) -> bool:
        """Whether the user may add pages in this language, live ones where the import publishes."""
        allowed = self._index.get(language)
        if allowed is None or not allowed.can_add_subpage():
            return False
        return not self._publish or bool(allowed.can_publish_subpage())

    def may_add_any(self) -> bool:
        """Whether the user may add pages in any language, live ones where the import publishes."""
        return any(self.may_add(language) for language in self._index)
