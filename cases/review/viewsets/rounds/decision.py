"""Page of a decision: outcome and letter, kept as a draft, held, or announced."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from cases.review.choices import DecisionState, Outcome, State
from cases.review.forms.deciding import NO_LETTER, DecisionForm
from cases.review.models import Decision
from cases.review.selectors.rounds.letters import letter_for
from cases.review.selectors.rounds.results import results_for
from cases.review.services.rounds.deciding import (
    EmptyLetterError,
    ExcludedError,
    NotHeldError,
    TooEarlyError,
    change_held,
    decide,
    decline_unanswered,
    draft_decision,
    take_back,
)
from cases.review.services.rounds.locked import ClosedError
from cases.selectors.person_name import person_name

from .rights import round_for
from .round_page import RoundPage


class DecisionView(RoundPage):
    """Form of the decision of a round."""

    template_name = "review/admin/rounds/decision.html"
    page_title = gettext_lazy("Decision")
    header_icon = "check"
    form: DecisionForm | None = None

    def get_header_title(self) -> str:
        return str(_("Decision: %(title)s") % {"title": self.round.submission.title or self.round.submission.number})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keeps, holds or announces; where that cannot be, says why beside what was typed."""
        self.form = DecisionForm(request.POST)
        if "draft" in request.POST:
            return self._keep_draft(request)
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data(), status=422)
        given = self.form.cleaned_data
        try:
            self._act(given["outcome"], given["letter"], hold="hold" in request.POST)
        except (TooEarlyError, EmptyLetterError, ExcludedError, NotHeldError) as error:
            self.form.add_error("letter" if isinstance(error, EmptyLetterError) else "outcome", _said(error))
            return self.render_to_response(self.get_context_data(), status=422)
        except ClosedError as error:
            self.form.add_error(None, _decided_before(error))
            return self.render_to_response(self.get_context_data(), status=409)
        held, told = _("Decided and held: announce it from the list of held decisions."), _("Decided and announced.")
        messages.success(request, held if "hold" in request.POST else told)
        return redirect("review_round", self.round.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        round_, decision = self.round, self.decision
        results = results_for(self.request.user, round_)
        is_late = round_.submission.state == State.CHANGES_ASKED
        return {
            **super().get_context_data(**kwargs),
            "round": round_,
            "submission": round_.submission,
            "decision": decision,
            "results": results,
            "form": self.form or DecisionForm(initial=self._initial(decision)),
            "by": person_name(decision.by) if decision else "",
            "is_late": is_late,
            "may_be_changed": round_.is_open or is_late or (decision and decision.state == DecisionState.HELD),
        }

    def _initial(self, decision: Decision | None) -> dict[str, Any]:
        asked = self.request.GET.get("outcome", "")
        outcome = asked if asked in Outcome.values else decision.outcome if decision else ""
        letter = decision.letter if decision and decision.outcome == outcome else ""
        if outcome and not letter and self.round.submission is not None:
            letter = letter_for(self.round, outcome)
        return {"outcome": outcome, "letter": letter}

    def _act(self, outcome: str, letter: str, *, hold: bool) -> None:
        decision, user = self.decision, self.request.user
        if self.round.submission.state == State.CHANGES_ASKED and outcome == Outcome.DECLINE:
            decline_unanswered(self.round, user, letter)
        elif decision is not None and decision.state == DecisionState.HELD and hold:
            change_held(decision, user, outcome, letter)
        else:
            decide(self.round, user, outcome, letter, hold=hold)

    def _keep_draft(self, request: HttpRequest) -> HttpResponse:
        outcome, letter = request.POST.get("outcome", ""), request.POST.get("letter", "")[:20_000]
        if outcome not in Outcome.values:
            return self.render_to_response(self.get_context_data(), status=422)
        try:
            draft_decision(self.round, request.user, outcome, letter)
        except TooEarlyError as error:
            messages.error(request, _said(error))
        except ClosedError as error:
            messages.error(request, _decided_before(error))
        else:
            messages.success(request, _("Kept as a draft: nothing is decided yet."))
        return redirect("review_decision", self.round.pk)


@require_POST
def take_decision_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes a held decision back: the round is open again."""
    round_ = round_for(request.user, pk)
    held = round_.decisions.filter(state=DecisionState.HELD).first()
    try:
        if held is None:
            raise ClosedError(round_.decisions.last())
        take_back(held, request.user)
    except ClosedError as error:
        messages.error(request, _decided_before(error))
    except PermissionDenied:
        messages.error(request, _("You may not decide about this."))
    else:
        messages.success(request, _("Taken back: the round is open again, and the reviews count."))
    return redirect(reverse("review_round", args=[pk]))


def _said(error: Exception) -> str:
    said = {
        TooEarlyError: _("It cannot be decided yet: not as many reviews as needed have been handed in."),
        EmptyLetterError: str(NO_LETTER),
        ExcludedError: _("It cannot be accepted: at least half of the reviews say that it is excluded, and why."),
        NotHeldError: _("“Ask for more” is told at once, since the submitter has to answer: it cannot be held."),
    }
    return said[type(error)]


def _decided_before(error: ClosedError) -> str:
    """Decision of somebody else meanwhile, and their name."""
    decision = error.decision
    if decision is None:
        return _("The round was closed meanwhile. What you typed is still here.")
    said = _("%(name)s decided meanwhile: %(outcome)s. What you typed is still here, and was not kept.")
    return said % {"name": person_name(decision.by), "outcome": decision.get_outcome_display()}
