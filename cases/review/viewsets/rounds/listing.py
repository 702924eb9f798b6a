"""List of rounds in the admin: without scores, and without what its reader submitted or judges."""

from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView

from cases.review.choices import AssignmentState, RoundState
from cases.review.models import Round
from cases.selectors.localized_format import number
from cases.viewsets.columns import DayColumn
from cases.viewsets.policies import RulePolicy

from .rights import runs_rounds


class RoundFilterSet(WagtailFilterSet):
    """Filters of the list."""

    class Meta:
        model = Round
        fields = ["state"]


class SubmissionColumn(TitleColumn):
    """Column of titles, which lead to the round."""

    cell_template_name = "review/admin/rounds/title_cell.html"


def rounds_for(user: Any) -> QuerySet[Round]:
    """Rounds that a person may run: neither their own submissions nor what they were ever asked to judge."""
    addresses = EmailAddress.objects.filter(user=user.pk, verified=True).values("email")
    mine = Q(submission__person=user.pk) | Q(submission__email__in=addresses)
    mine |= Q(submission__co_submitters__email__in=addresses)
    asked = Q(submission__rounds__assignments__person=user.pk)
    barred = Round.objects.filter(mine | asked).values("pk")
    return Round.objects.exclude(pk__in=barred)


def standing_said(round_: Any) -> str:
    """Numbers of reviews that are in, of those needed, and of invitations that run."""
    said = _("%(counted)s of %(needed)s reviews, %(running)s running")
    return said % {
        "counted": number(round_.counted), "needed": number(round_.reviews_needed), "running": number(round_.running),
    }  # fmt: skip


class RoundsView(ReportView):
    """List of rounds, those that are open first."""

    model = Round
    permission_policy = RulePolicy(Round, runs_rounds)
    permission_required = "view"
    page_title = gettext_lazy("Rounds of reviews")
    header_icon = "tasks"
    index_url_name = "review_rounds"
    index_results_url_name = "review_rounds_results"
    filterset_class = RoundFilterSet
    list_export: list[str] = []
    columns = [
        SubmissionColumn(
            "title",
            label=gettext_lazy("Submission"),
            accessor=lambda each: each.submission.title or each.submission.number,
            get_url=lambda each: reverse("review_round", args=[each.pk]),
        ),
        Column("number", label=gettext_lazy("Round"), accessor=lambda each: number(each.number)),
        Column("state", label=gettext_lazy("State"), accessor="get_state_display"),
        Column("standing", label=gettext_lazy("Reviews"), accessor=standing_said),
        DayColumn("opened_at", label=pgettext_lazy("of a round", "Opened on")),
    ]

    def get_base_queryset(self) -> QuerySet[Round]:
        handed_in = Q(assignments__state=AssignmentState.HANDED_IN)
        running = Q(assignments__state__in=[AssignmentState.INVITED, AssignmentState.ACCEPTED])
        found = rounds_for(self.request.user).select_related("submission")
        return found.annotate(
            counted=Count("assignments", filter=handed_in), running=Count("assignments", filter=running)
        )

    def order_queryset(self, queryset: QuerySet[Round]) -> QuerySet[Round]:
        open_first = Case(When(state=RoundState.OPEN, then=Value(0)), default=Value(1), output_field=IntegerField())
        return queryset.order_by(open_first, "-pk")

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        none = _("No submission has come to review yet.")
        return {**super().get_context_data(*args, **kwargs), "no_results_message": none}


class RoundsMenuItem(MenuItem):
    """Item of the menu, for those who run rounds."""

    def is_shown(self, request: HttpRequest) -> bool:
        return runs_rounds(request.user)
