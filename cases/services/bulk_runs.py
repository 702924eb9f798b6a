"""Bulk actions on many cases, in the background; each object is asked whether the user may do it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.actions.publish_page_revision import PublishPagePermissionError, PublishPageRevisionAction
from wagtail.actions.unpublish_page import UnpublishPageAction, UnpublishPagePermissionError
from wagtail.models import PageLogEntry, Revision
from wagtail.permissions import policy_registry

from cases.models import BulkRun, Case, CaseStudyPage
from cases.models.bulk import BulkAction, Withdrawal
from cases.models.jobs import JobState
from cases.signals import cases_changed

from .history import note_value
from .jobs import advance, enqueue, performs

MOST_NAMED = 1000  # refused ones kept with a run
NO_CHANGE = ("wagtail.lock", "wagtail.unlock")  # of what the log of a page tells
REASONS: dict[str, str | Promise] = {
    "not_permitted": _("you may not do this to it"),
    "locked": _("someone has locked it"),
    "incomplete": _("something is missing"),
    "invalid": _("something in it is wrong"),
    "gone": _("no longer there"),
    "changed": _("somebody changed it since"),
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


@transaction.atomic
def begin_undo(run: BulkRun, user: Any) -> BulkRun:
    """Enqueues a job that publishes again what ``run`` withdrew."""
    pages = sorted(run.withdrawals.values_list("page_id", flat=True))
    undo = BulkRun(user=user, action=BulkAction.RESTORE, pages=pages, undoes=run)
    enqueue(undo, total=len(pages))
    return undo


def may_be_undone(run: BulkRun) -> bool:
    """Whether an action is over, withdrew something, and nobody undoes it yet."""
    undone = run.undone_by.exclude(state=JobState.FAILED).exists()
    return run.is_over and run.action == BulkAction.UNPUBLISH and not undone and run.withdrawals.exists()


@performs(BulkRun)
def perform(run: BulkRun) -> dict[str, Any]:
    """Does the action page by page, each in a transaction of its own. Run again, it changes nothing more."""
    act = {
        BulkAction.PUBLISH: _publish,
        BulkAction.UNPUBLISH: _unpublish,
        BulkAction.CONFIRM_BY: _confirm_by,
        BulkAction.RESTORE: _restore,
    }
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
    was = {"live_revision": page.live_revision_id, "latest_revision": page.latest_revision_id}
    try:
        UnpublishPageAction(page, user=run.user).execute()
    except UnpublishPagePermissionError:
        raise Refused("not_permitted") from None
    Withdrawal.objects.update_or_create(run=run, page=page, defaults={**was, "at": timezone.now()})


def _restore(page: CaseStudyPage, run: BulkRun) -> None:
    """Publishes the version that readers saw, if nobody published or changed the page since."""
    was = Withdrawal.objects.filter(run=run.undoes, page=page).first()
    if was is None:
        raise Refused("gone")
    since = PageLogEntry.objects.filter(page_id=page.pk, timestamp__gt=was.at).exclude(action__in=NO_CHANGE)
    if page.live and page.live_revision_id is not None and page.live_revision_id == was.live_revision:
        return
    if page.live or page.latest_revision_id != was.latest_revision or since.exists():
        raise Refused("changed")
    allowed = page.permissions_for_user(run.user)
    if allowed.page_locked():
        raise Refused("locked")
    if not allowed.can_restore():
        raise Refused("not_permitted")
    revision, draft = Revision.objects.for_instance(page).filter(pk=was.live_revision).first(), None
    if revision is None:  # imported: the page itself is what readers saw
        draft = page.latest_revision
        page.go_live_at = page.expire_at = None
        revision = page.save_revision(user=run.user)
    PublishPageRevisionAction(revision, user=run.user, changed=False).execute(skip_permission_checks=True)
    if draft is not None:  # somebody has written more meanwhile: that stays the newest
        draft.as_object().save_revision(user=draft.user, clean=False)


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
