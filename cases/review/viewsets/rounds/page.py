"""Page of a round: how it stands, whom to invite and why, the reviews once they are seen."""

from typing import Any

from django.utils.translation import gettext_lazy

from cases.review.forms.judging import ContributionForm
from cases.review.models import Assignment
from cases.review.records.visibility import Part
from cases.review.selectors.rounds.candidates import candidates_for
from cases.review.selectors.rounds.results import results_for
from cases.review.selectors.rounds.shown import city_of, shown_text
from cases.review.services.rounds.inviting import may_be_asked_again
from cases.selectors.person_name import person_name

from .round_page import RoundPage


class RoundView(RoundPage):
    """Page of a round for whoever runs it."""

    template_name = "review/admin/rounds/round.html"
    page_title = gettext_lazy("Round of reviews")
    header_icon = "tasks"

    def get_header_title(self) -> str:
        return self.round.submission.title or self.round.submission.number

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        round_ = self.round
        results = results_for(self.request.user, round_)
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
            "decision": self.decision,
            "form": kwargs.get("form") or ContributionForm(),
        }


def _row(assignment: Assignment) -> dict[str, Any]:
    return {
        "assignment": assignment,
        "name": person_name(assignment.person),
        "again": assignment.round.is_open and may_be_asked_again(assignment),
        "last_day": assignment.answer_by if assignment.state == "invited" else assignment.due_on,
    }
