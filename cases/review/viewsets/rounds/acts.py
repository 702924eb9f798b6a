"""Acts of whoever runs a round: invite, take back, ask again, contribute. Each answers with the page of the round."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from cases.people.models import Expert
from cases.review.forms.deciding import InvitationForm
from cases.review.forms.judging import ContributionForm
from cases.review.models import Assignment, Round
from cases.review.records.assignment_steps import StepError
from cases.review.selectors.rounds.candidates import LABELS
from cases.review.services.rounds.discussing import contribute
from cases.review.services.rounds.inviting import MayNotJudgeError, ask_again, invite, withdraw
from cases.review.services.rounds.locked import ClosedError
from cases.selectors.localized_format import listed, number

from .rights import round_for


@require_POST
def invite_experts(request: HttpRequest, pk: int) -> HttpResponse:
    """Invites the experts that were chosen."""
    round_ = round_for(request.user, pk)
    form = InvitationForm(request.POST, keys=list(Expert.objects.values_list("pk", flat=True)))
    if not form.is_valid():
        messages.error(request, _("Choose whom to invite."))
        return redirect("review_round", pk)
    experts = list(Expert.objects.filter(pk__in=form.cleaned_data["experts"]).select_related("person"))

    def act() -> str:
        count = len(invite(round_, experts, request.user))
        return ngettext("%(count)s expert is asked.", "%(count)s experts are asked.", count) % {"count": number(count)}

    return _done(request, round_, act)


@require_POST
def withdraw_invitation(request: HttpRequest, pk: int, assignment: int) -> HttpResponse:
    """Takes an invitation back."""
    round_ = round_for(request.user, pk)
    found = get_object_or_404(Assignment, pk=assignment, round=round_)

    def act() -> str:
        withdraw(found, request.user)
        return _("The invitation is taken back; the expert is told, with thanks.")

    return _done(request, round_, act)


@require_POST
def ask_once_more(request: HttpRequest, pk: int, assignment: int) -> HttpResponse:
    """Asks an expert once more."""
    round_ = round_for(request.user, pk)
    found = get_object_or_404(Assignment, pk=assignment, round=round_)

    def act() -> str:
        ask_again(found, request.user)
        return _("The expert is asked once more.")

    return _done(request, round_, act)


@require_POST
def discuss_round(request: HttpRequest, pk: int) -> HttpResponse:
    """Adds a contribution of an editor to the discussion."""
    round_ = round_for(request.user, pk)
    form = ContributionForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write something first; at most 5,000 letters."))
        return redirect("review_round", pk)

    def act() -> str:
        contribute(round_, request.user, form.cleaned_data["text"])
        return _("Your contribution was added.")

    return _done(request, round_, act)


def _done(request: HttpRequest, round_: Round, act: Callable[[], Any]) -> HttpResponse:
    """The page of the round, which says what was done, or why it was not."""
    try:
        messages.success(request, act())
    except MayNotJudgeError as error:
        reasons = listed([str(LABELS[reason]) for reason in error.reasons])
        messages.error(
            request, _("Nobody was asked: one of them may not judge this. %(reasons)s") % {"reasons": reasons}
        )
    except ClosedError as error:
        outcome = error.decision.get_outcome_display() if error.decision else "–"
        messages.error(request, _("The round had been closed before. Decision: %(outcome)s") % {"outcome": outcome})
    except StepError:
        messages.error(request, _("It had changed before: nothing was done."))
    return redirect("review_round", round_.pk)
