"""States of pages in words: in which step a text is, when it will be public, whether it came back."""

from functools import cached_property
from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import WorkflowState, WorkflowTask
from wagtail.query import PageQuerySet

from .localized_format import moment

_KEPT = "_page_statuses"  # attribute of a request


class PageStatuses:
    """States of the pages of one answer; the steps of workflows are read once for all of them.

    A list of case pages comes ``with_statuses``, one of any pages with ``prefetch_workflow_states``; else each is asked
    for its workflow.
    """

    def of(self, page: Any) -> str:
        """State of a page: how readers see it, and where its newer text is."""
        if page.live:
            return self._of_live(page)
        if step := self._step(page):
            return step
        if page.approved_schedule:
            return _("scheduled for %(moment)s") % {"moment": _planned(page)}
        if page.expired:
            return _("expired")
        return _("withdrawn") if page.first_published_at else _("draft")

    def _of_live(self, page: Any) -> str:
        if step := self._step(page):
            return _("live; changes: %(step)s") % {"step": step}
        if page.approved_schedule:
            return _("live; changes scheduled for %(moment)s") % {"moment": _planned(page)}
        return _("live with a draft") if page.has_unpublished_changes else _("live")

    def _step(self, page: Any) -> str:
        """Step in which the text of a page is; "" where it is in none."""
        state = page.current_workflow_state
        if state is None:
            return ""
        if state.status == WorkflowState.STATUS_NEEDS_CHANGES:
            return _("sent back for changes")
        task = state.current_task_state.task_id if state.current_task_state else None
        if task in self._last_of_several.get(state.workflow_id, ()):
            return _("checked, awaits publication")
        return _("in check")

    @cached_property
    def _last_of_several(self) -> dict[int, list[int]]:
        """Last step of each workflow that has more than one."""
        steps: dict[int, list[int]] = {}
        tasks = WorkflowTask.objects.filter(task__active=True).order_by("workflow", "sort_order")
        for workflow, task in tasks.values_list("workflow", "task"):
            steps.setdefault(workflow, []).append(task)
        return {workflow: tasks[-1:] for workflow, tasks in steps.items() if len(tasks) > 1}


def statuses_for(request: HttpRequest | None) -> PageStatuses:
    """The states of the answer to a request."""
    statuses: PageStatuses = getattr(request, _KEPT, None) or PageStatuses()
    if request is not None:
        setattr(request, _KEPT, statuses)
    return statuses


def with_statuses(pages: PageQuerySet) -> PageQuerySet:
    """Case pages with what their states are made of."""
    under_way = WorkflowState.objects.active().select_related("current_task_state__task")
    found: PageQuerySet = pages.annotate_approved_schedule().prefetch_related(
        Prefetch("_specific_workflow_states", queryset=under_way, to_attr="_current_workflow_states")
    )
    return found


def _planned(page: Any) -> str:
    revision = page.scheduled_revision
    return moment(revision.approved_go_live_at) if revision else ""
