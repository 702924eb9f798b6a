"""Report on pages that wait for a review or for publication."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column
from wagtail.models import WorkflowState
from wagtail.query import PageQuerySet

from cases.models import CaseStudyPage

from .columns import CITY, CODE, LANGUAGE, TICK, TITLE, UPDATED
from .page import PAGE_EXPORT, CaseReportView


def waits_for(page: CaseStudyPage) -> str:
    """Name of the step that a page waits for: a task of its workflow, or publication."""
    workflow = getattr(page, "review", None)
    if workflow:
        return str(workflow)
    return _("to be published") if not page.live else _("changes to be published")


class WaitingView(CaseReportView):
    """Report on pages in a review, and on drafts that nobody published yet."""

    page_title = gettext_lazy("Waiting cases")
    explanation = gettext_lazy("Cases in a review, and drafts or changes that are not published yet.")
    default_ordering = "latest_revision_created_at"
    columns = [
        TICK, TITLE, CODE, LANGUAGE, CITY,
        Column("waits_for", label=gettext_lazy("Waits"), accessor=waits_for), UPDATED,
    ]  # fmt: skip
    export_columns = (*PAGE_EXPORT, ("waits_for", gettext_lazy("Waits")))

    def rows(self, pages: PageQuerySet) -> Any:
        under_way = WorkflowState.objects.filter(
            base_content_type__model="page",
            status__in=[WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES],
        ).values("object_id")
        self._reviewed = [int(pk) for pk in under_way.values_list("object_id", flat=True)]
        return pages.filter(Q(live=False) | Q(has_unpublished_changes=True) | Q(pk__in=self._reviewed))

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        rows = list(object_list)
        self._name_reviews(rows)
        return rows

    def _name_reviews(self, rows: list[CaseStudyPage]) -> None:
        states = WorkflowState.objects.filter(
            object_id__in=[str(page.pk) for page in rows],
            status__in=[WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES],
        ).select_related("current_task_state__task")
        names = {
            int(state.object_id): str(state.current_task_state.task) if state.current_task_state else str(state)
            for state in states
        }
        for page in rows:
            page.review = names.get(page.pk, "")

    def exported(self, item: CaseStudyPage, name: str) -> Any:
        return waits_for(item) if name == "waits_for" else super().exported(item, name)
