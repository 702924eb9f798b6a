"""Bulk actions on many cases, in the background; each object is asked whether the user may do it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.actions.publish_page_revision import PublishPagePermissionError, PublishPageRevisionAction
from wagtail.actions.unpublish_page import UnpublishPageAction, UnpublishPagePermissionError
from wagtail.permissions import policy_registry

from cases.models import BulkRun, Case, CaseStudyPage
from cases.models.bulk import BulkAction
from cases.signals import cases_changed

from .history import note_value
from .jobs import advance, enqueue, performs

MOST_NAMED = 1000  # refused ones kept with a run
REASONS: dict[str, str | Promise] = {
    "not_permitted": _("you may not do this to it"),
    "locked": _("someone has locked it"),
    "incomplete": _("something is missing"),
    "invalid": _("something in it is wrong"),
    "gone": _("no longer there"),
}


class Refused(Exception):
    """Refusal of an action on an object. ``code``: a key of ``REASONS``; ``detail``: names of the fields concerned."""

    def __init__(self, code: str, detail: Iterable[str] = ()) -> None:
        super().__init__(code)
        self.code, self.detail = code, list(detail)


@transaction.atomic
def begin_bulk(action: str, page_ids: Iterable[int], user: Any, *, day: date | None = None) -> BulkRun:
    """Enqueues a job that does an action to these pages."""
    run = BulkRun(user=user, action=action, date=day, pages=sorted(set(page_ids)))
    enqueue(run, total=len(run.pages))
    return run


@performs(BulkRun)
def perform(run: BulkRun) -> dict[str, Any]:
    """Does the action page by page, each in a transaction of its own. Run again, it changes nothing more."""
    act = {BulkAction.PUBLISH: _publish, BulkAction.UNPUBLISH: _unpublish, BulkAction.CONFIRM_BY: _confirm_by}
    done = refused = 0
    named: list[dict[str, Any]] = []
    for pk in run.pages:
        page = CaseStudyPage.objects.filter(pk=pk).select_related("case", "locale").first()
        try:
            if page is None:
                raise Refused("gone")
            with transaction.atomic():
                act[BulkAction(run.action)](page, run)
            done += 1
        except Refused as refusal:
            refused += 1
            if len(named) < MOST_NAMED:
                title = page.get_admin_display_title() if page else str(pk)
                named.append({"pk": pk, "title": title, "code": refusal.code, "fields": refusal.detail})
        advance(run, 1)
    return {"done": done, "refused": refused, "named": named}


def _publish(page: CaseStudyPage, run: BulkRun) -> None:
    if page.live and not page.has_unpublished_changes:
        return
    allowed = page.permissions_for_user(run.user)
    if allowed.page_locked():
        raise Refused("locked")
    if not allowed.can_publish():
        raise Refused("not_permitted")
    draft = page.get_latest_revision_as_object() if page.latest_revision_id else page
    if missing := draft.missing():
        raise Refused("incomplete", missing)
    try:
        draft.full_clean()
    except ValidationError as error:
        names = error.message_dict if hasattr(error, "error_dict") else {}
        raise Refused("invalid", names) from None
    revision = page.latest_revision or page.save_revision(user=run.user)
    try:
        PublishPageRevisionAction(revision, user=run.user).execute()
    except PublishPagePermissionError:
        raise Refused("not_permitted") from None


def _unpublish(page: CaseStudyPage, run: BulkRun) -> None:
    if not page.live:
        return
    allowed = page.permissions_for_user(run.user)
    if allowed.page_locked():
        raise Refused("locked")
    if not allowed.can_unpublish():
        raise Refused("not_permitted")
    try:
        UnpublishPageAction(page, user=run.user).execute()
    except UnpublishPagePermissionError:
        raise Refused("not_permitted") from None


def _confirm_by(page: CaseStudyPage, run: BulkRun) -> None:
    if page.case is None:
        raise Refused("gone")
    policy = policy_registry.get_by_type(Case)
    may = policy.user_has_permission_for_instance(run.user, "change", page.case)
    if not may or not page.permissions_for_user(run.user).can_edit():
        raise Refused("not_permitted")
    if page.case.confirm_by != run.date:
        note_value(page.case, "confirm_by", page.case.confirm_by, run.date, run.user)
        page.case.confirm_by = run.date
        page.case.save(update_fields=["confirm_by"])
        cases_changed.send(sender=Case, case_ids=[page.case.pk])
