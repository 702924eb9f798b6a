"""Messages to editors about approval and publication."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.models import Page

from cases.models import CaseStudyPage
from cases.models.approval import ApprovalByOthersTask, wrote_submission


def remember_workflow(request: HttpRequest, page: Page) -> None:
    """Reads once the workflow states that the screen asks for fifteen times, like ``prefetch_workflow_states``."""
    if request.method == "GET":
        states = page.workflow_states.active().select_related("current_task_state__task")
        page._current_workflow_states = list(states)


def explain_missing_approval(request: HttpRequest, page: Page) -> None:
    """Tells a reviewer why they cannot approve a text of their own."""
    task = page.current_workflow_task if request.method == "GET" else None
    if (
        isinstance(task, ApprovalByOthersTask)
        and task.user_can_access_editor(page, request.user)
        and wrote_submission(page, request.user)
    ):
        messages.info(request, _("You wrote or submitted this text, so somebody else has to approve it."))


def explain_incomplete(request: HttpRequest, page: Page) -> None:
    """Tells why an approval given elsewhere led to this form instead."""
    if request.GET.get("incomplete") and isinstance(page, CaseStudyPage) and page.missing():
        messages.error(request, _("It cannot be approved yet, since something a reader is promised is missing."))


def keep_incomplete_unpublished(
    request: HttpRequest, action: str, objects: Iterable[Any], view: Any
) -> HttpResponse | None:
    """Refuses to publish many pages at once while a required field of any of them is missing."""
    if request.method != "POST" or action != "publish":
        return None
    incomplete = [page for item in objects if isinstance(item, Page) for page in _drafts(item) if page.missing()]
    if not incomplete:
        return None
    titles = ", ".join(f"“{page.title}”" for page in incomplete[:5])
    messages.error(request, _("Not published, since something is missing: %(titles)s") % {"titles": titles})
    return redirect("wagtailadmin_explore", incomplete[0].get_parent().pk)


def _drafts(page: Page) -> Iterable[CaseStudyPage]:
    for case in CaseStudyPage.objects.descendant_of(page, inclusive=True):
        if not case.live or case.pk == page.pk:
            yield case.get_latest_revision_as_object()
