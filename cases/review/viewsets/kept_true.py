"""Lists of what editors do so that cases stay true: answers of cities, reported problems, expert opinions."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from cases.review.choices import AskedOf, Holds, OpinionState, ProblemReason, ProblemState
from cases.review.models import ExpertOpinion, FreshnessQuestion, ProblemReport
from cases.review.permissions import Action, may
from cases.viewsets.columns import DayColumn, MomentColumn, TextColumn
from cases.viewsets.policies import RulePolicy


def answers_problems(user: Any) -> bool:
    """Whether somebody may answer problems, and so sees these lists."""
    return may(user, Action.ANSWER_PROBLEM)


class EditorsMenuItem(MenuItem):
    """Shown to those who may answer problems."""

    def is_shown(self, request: Any) -> bool:
        return answers_problems(request.user)


class LinkedColumn(Column):
    """Column of codes of cases that lead to a page of the row."""

    cell_template_name = "review/admin/linked_cell.html"

    def __init__(self, *args: Any, route: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.route = route

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return {**context, "url": reverse(self.route, args=[instance.pk])}


class KeptTrueView(ReportView):
    """Base of the lists: what waits comes first."""

    permission_required = "view"
    header_icon = "check"
    paginate_by = 50
    default_ordering = "pk"

    def get_base_queryset(self) -> QuerySet[Any]:
        found: QuerySet[Any] = self.model._default_manager.select_related("case")
        return found

    def order_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.order_by(*queryset.model._meta.ordering)

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(*args, **kwargs), "no_results_message": _("Nothing here.")}


class ProblemFilterSet(WagtailFilterSet):
    """Filters of problems."""

    state = django_filters.ChoiceFilter(label=gettext_lazy("State"), choices=ProblemState.choices)
    reason = django_filters.ChoiceFilter(label=gettext_lazy("What is wrong"), choices=ProblemReason.choices)

    class Meta:
        model = ProblemReport
        fields: list[str] = []


class ProblemsView(KeptTrueView):
    """List of problems that readers reported, the oldest first."""

    model = ProblemReport
    permission_policy = RulePolicy(ProblemReport, answers_problems)
    page_title = gettext_lazy("Problems that readers report")
    index_url_name = "case_problems"
    index_results_url_name = "case_problems_results"
    filterset_class = ProblemFilterSet
    columns = [
        LinkedColumn("case", label=gettext_lazy("case"), accessor="case.code", route="case_problem"),
        Column("reason", label=gettext_lazy("What is wrong"), accessor="get_reason_display"),
        TextColumn("text", label=gettext_lazy("In their words"), accessor=lambda one: one.text[:120]),
        Column("state", label=gettext_lazy("State"), accessor="get_state_display"),
        MomentColumn("reported_at", label=gettext_lazy("Reported")),
    ]


class QuestionFilterSet(WagtailFilterSet):
    """Filters of questions."""

    stage = django_filters.ChoiceFilter(label=gettext_lazy("Asked of"), choices=AskedOf.choices)
    answer = django_filters.ChoiceFilter(label=gettext_lazy("Answer"), choices=Holds.choices)
    open = django_filters.BooleanFilter(
        label=gettext_lazy("Not settled"), field_name="settled_at", lookup_expr="isnull"
    )

    class Meta:
        model = FreshnessQuestion
        fields: list[str] = []


class QuestionsView(KeptTrueView):
    """List of questions whether cases still hold."""

    model = FreshnessQuestion
    permission_policy = RulePolicy(FreshnessQuestion, answers_problems)
    page_title = gettext_lazy("Cases whose cities are asked")
    index_url_name = "case_questions"
    index_results_url_name = "case_questions_results"
    filterset_class = QuestionFilterSet
    columns = [
        LinkedColumn("case", label=gettext_lazy("case"), accessor="case.code", route="review:holds"),
        Column("stage", label=gettext_lazy("Asked of"), accessor="get_stage_display"),
        MomentColumn("stage_at", label=gettext_lazy("Asked last")),
        Column("answer", label=gettext_lazy("Answer"), accessor="get_answer_display"),
        MomentColumn("answered_at", label=gettext_lazy("Answered")),
        MomentColumn("settled_at", label=gettext_lazy("Settled")),
    ]


class OpinionFilterSet(WagtailFilterSet):
    """Filters of opinions."""

    state = django_filters.ChoiceFilter(label=gettext_lazy("State"), choices=OpinionState.choices)

    class Meta:
        model = ExpertOpinion
        fields: list[str] = []


class OpinionsView(KeptTrueView):
    """List of opinions that experts signed."""

    model = ExpertOpinion
    permission_policy = RulePolicy(ExpertOpinion, answers_problems)
    page_title = gettext_lazy("Expert opinions")
    index_url_name = "case_opinions"
    index_results_url_name = "case_opinions_results"
    filterset_class = OpinionFilterSet
    columns = [
        LinkedColumn("case", label=gettext_lazy("case"), accessor="case.code", route="case_opinion"),
        TextColumn("name", label=gettext_lazy("Name")),
        Column("state", label=gettext_lazy("State"), accessor="get_state_display"),
        DayColumn("signed_on", label=gettext_lazy("Signed")),
    ]
