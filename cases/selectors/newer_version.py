"""Newer versions of a page, saved by somebody else since its form was opened."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse
from wagtail.models import Page, Revision

from .person_name import person_name


@dataclass(frozen=True, slots=True)
class NewerVersion:
    """Latest version of a page, with the last save by somebody else since its form was opened."""

    revision_id: int
    author: str  # "" for the site itself, which carries facts over from other languages
    created_at: datetime
    loaded_id: str
    loaded_at: str
    page_id: int

    @property
    def compare_url(self) -> str:
        """Address of the comparison with the version that was opened; "" where that is no longer kept."""
        if self.loaded_id in ("", str(self.revision_id)) or not Revision.objects.filter(pk=self.loaded_id).exists():
            return ""
        return reverse("wagtailadmin_pages:revisions_compare", args=[self.page_id, self.loaded_id, self.revision_id])


def newer_version(page: Page, loaded_id: str, loaded_at: str, user: Any) -> NewerVersion | None:
    """Latest version, if anybody but ``user`` saved one after the version ``loaded_id`` of the time ``loaded_at``.

    Both are as Wagtail's form carries them. None also where one is garbage. A form that carries neither was opened when
    the page had no version, as an imported page has none: then every version is newer. The time tells more than the
    key, since an autosave of Wagtail writes over the version of the last autosave, with a new time.
    """
    if page.pk is None:
        return None
    newer = page.revisions.order_by("-created_at", "-pk").select_related("user")
    if loaded_id or loaded_at:
        since = _moment(loaded_at)
        if since is None or not loaded_id.isdecimal() or len(loaded_id) > 18:
            return None
        newer = newer.filter(created_at__gt=since)
    by_others = newer.filter(~Q(user=user) | Q(user__isnull=True)).first()
    if by_others is None:
        return None
    return NewerVersion(newer[0].pk, person_name(by_others.user), by_others.created_at, loaded_id, loaded_at, page.pk)


def _moment(text: str) -> datetime | None:
    """Moment that a form carries, with its time zone; None for anything else."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None
