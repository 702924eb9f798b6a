"""Page of a round: how it stands, whom to invite and why, the reviews once they are seen."""

from typing import Any

from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from cases.review.choices import DecisionState
from cases.review.forms.judging import ContributionForm
from cases.review.models import Assignment, Round
from cases.review.records.visibility import Part
from cases.review.selectors.rounds.candidates import candidates_for
from cases.review.selectors.rounds.results import results_for
from cases.review.selectors.rounds.shown import city_of, shown_text
from cases.review.services.rounds.inviting import may_be_asked_again
from cases.selectors.person_name import person_name
from cases.viewsets.admin_page import AdminPage

from .rights import EditorsPolicy, round_for


class RoundView(AdminPage, TemplateView):
    """Page of a round for whoever runs it."""

    permission_policy = EditorsPolicy(Round)
    permission_required = "view"
    template_name = "review/admin/rounds/round.html"
    page_title = gettext_lazy("Round of reviews")
    header_icon = "tasks"
    trail = [("review_rounds", gettext_lazy("Rounds of reviews"))]

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.wrong: str = ""
        self.typed: dict[str, Any] = {}

    @property
    def round(self) -> Round:
        """The round of the address."""
        if not hasattr(self, "_round"):
            self._round: Round = round_for(self.request.user, self.kwargs["pk"])
        return self._round

    def get_header_title(self) -> str:
        return self.round.submission.title or self.round.submission.number

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        round_ = self.round
        results = results_for(self.request.user, round_)
        decision = round_.decisions.exclude(state=DecisionState.ANNOUNCED).last() or round_.decisions.last()
        return {
            **super().get_context_data(**kwargs),
            "round": round_,
            "submission": round_.submission,
            "city": city_of(round_.submission),
            "sections": shown_text(round_.submission),
            "standing": results.sight.standing,
            "assignments": [_row(each) for each in round_.assignments.select_related("person", "expert")],
            "candidates": candidates_for(round_) if round_.is_open else None,
            "results": results,
            "sees_scores": results.sight.sees(Part.SCORES),
            "decision": decision,
            "form": kwargs.get("form") or ContributionForm(),
        }


def _row(assignment: Assignment) -> dict[str, Any]:
    return {
        "assignment": assignment,
        "name": person_name(assignment.person),
        "again": assignment.round.is_open and may_be_asked_again(assignment),
        "last_day": assignment.answer_by if assignment.state == "invited" else assignment.due_on,
    }
