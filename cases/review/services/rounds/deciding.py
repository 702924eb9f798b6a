"""Decisions: drafted, held, announced one by one or together, taken back before they are announced."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from cases.review.choices import DecisionState, Outcome, RoundState, State
from cases.review.models import Decision, Round
from cases.review.records.quorum import is_excluded
from cases.review.selectors.rounds.sight import may_decide
from cases.review.selectors.rounds.standing import counting_reviews, standing_of
from cases.review.services.submissions.moving import move
from cases.review.transitions import Step

from . import telling
from .locked import ClosedError, lock_round
from .opening import close_assignments
from .round_log import ANNOUNCED, CHANGED, DRAFTED, HELD, REOPENED, TAKEN_BACK, note

STEPS = {
    Outcome.ACCEPT: Step.ACCEPT,
    Outcome.WITH_CHANGES: Step.ACCEPT_WITH_CHANGES,
    Outcome.ASK_MORE: Step.ASK_CHANGES,
    Outcome.DECLINE: Step.DECLINE_REVIEWED,
}
LEAST_LETTER = 20  # characters


class TooEarlyError(Exception):
    """Error of a decision before as many reviews as needed have been handed in."""


class EmptyLetterError(Exception):
    """Error of a decision whose letter says nothing."""


class ExcludedError(Exception):
    """Error of accepting what half of the reviews say is excluded."""


class NotHeldError(Exception):
    """Error of holding what waits for an answer: “ask for more” is told at once."""


@transaction.atomic
def draft_decision(round_: Round, by: Any, outcome: str, letter: str) -> Decision:
    """Keeps the draft of a decision; it decides nothing. Raises PermissionDenied, TooEarlyError, ClosedError."""
    found = _open(round_, by)
    decision = _current(found) or Decision(round=found)
    _write(decision, by, outcome, letter)
    note(decision, DRAFTED, by)
    return decision


@transaction.atomic
def decide(round_: Round, by: Any, outcome: str, letter: str, *, hold: bool = False) -> Decision:
    """Decides: announced at once, or held. What has not come in yet is closed with thanks.

    Raises PermissionDenied, TooEarlyError, ClosedError, EmptyLetterError, ExcludedError, NotHeldError.
    """
    found = _open(round_, by)
    _check(found, Outcome(outcome), letter, hold=hold)
    decision = _current(found) or Decision(round=found)
    decision.state, decision.decided_at = DecisionState.HELD, timezone.now()
    _write(decision, by, outcome, letter)
    close_assignments(found, by)
    found.state, found.closed_at = RoundState.DECIDED, timezone.now()
    found.save(update_fields=["state", "closed_at"])
    if hold:
        move(found.submission, Step.HOLD, by=by)
        note(decision, HELD, by, outcome=decision.outcome)
    else:
        _announce(decision, by)
    return decision


@transaction.atomic
def change_held(decision: Decision, by: Any, outcome: str, letter: str) -> Decision:
    """Changes a decision that is held. Raises what ``decide`` raises; ClosedError where it was announced."""
    found = lock_round(decision.round)
    held = _held(found, by)
    _check(found, Outcome(outcome), letter, hold=True)
    before = held.outcome
    _write(held, by, outcome, letter)
    note(held, CHANGED, by, before=before, outcome=held.outcome)
    return held


@transaction.atomic
def take_back(decision: Decision, by: Any) -> Round:
    """Opens a round again whose decision is held, which becomes a draft. Raises PermissionDenied, ClosedError."""
    found = lock_round(decision.round)
    held = _held(found, by)
    held.state, held.decided_at = DecisionState.DRAFT, None
    held.save(update_fields=["state", "decided_at"])
    found.state, found.closed_at = RoundState.OPEN, None
    found.save(update_fields=["state", "closed_at"])
    move(found.submission, Step.REOPEN, by=by)
    note(held, TAKEN_BACK, by)
    note(found, REOPENED, by)
    return found


@transaction.atomic
def announce(decisions: Iterable[Decision], by: Any) -> list[Decision]:
    """Announces decisions that are held, all of them or none. Raises PermissionDenied, ClosedError."""
    told = []
    for decision in sorted(decisions, key=lambda each: each.round.submission_id):  # locks in one order
        held = _held(lock_round(decision.round), by)
        _announce(held, by)
        told.append(held)
    return told


@transaction.atomic
def decline_unanswered(round_: Round, by: Any, letter: str) -> Decision:
    """Declines a submission whose submitter was asked for more after review and does not answer.

    Raises PermissionDenied, ClosedError where they did answer, EmptyLetterError.
    """
    found = lock_round(round_)
    if not may_decide(by, found.submission):
        raise PermissionDenied
    last = found.decisions.order_by("pk").last()
    if found.submission.state != State.CHANGES_ASKED or last is None or last.outcome != Outcome.ASK_MORE:
        raise ClosedError(last)
    if len(letter.strip()) < LEAST_LETTER:
        raise EmptyLetterError
    decision = Decision(round=found, state=DecisionState.HELD, decided_at=timezone.now())
    _write(decision, by, Outcome.DECLINE, letter)
    _announce(decision, by)
    return decision


def _announce(decision: Decision, by: Any) -> None:
    decision.state, decision.announced_at = DecisionState.ANNOUNCED, timezone.now()
    decision.save(update_fields=["state", "announced_at"])
    move(decision.round.submission, STEPS[Outcome(decision.outcome)], by=by)
    note(decision, ANNOUNCED, by, outcome=decision.outcome)
    telling.tell_decided(decision, by)


def _open(round_: Round, by: Any) -> Round:
    """The round, locked, where this person may decide it now."""
    found = lock_round(round_)
    if not may_decide(by, found.submission):
        raise PermissionDenied
    if not found.is_open or found.submission.state != State.IN_REVIEW:
        raise ClosedError(found.decisions.order_by("pk").last())
    if not standing_of(found).is_enough:
        raise TooEarlyError
    return found


def _held(round_: Round, by: Any) -> Decision:
    if not may_decide(by, round_.submission):
        raise PermissionDenied
    held = round_.decisions.filter(state=DecisionState.HELD).first()
    if held is None:
        raise ClosedError(round_.decisions.order_by("pk").last())
    held.round = round_
    return held


def _check(round_: Round, outcome: Outcome, letter: str, *, hold: bool) -> None:
    if len(letter.strip()) < LEAST_LETTER:
        raise EmptyLetterError
    if hold and outcome == Outcome.ASK_MORE:
        raise NotHeldError
    accepts = outcome in (Outcome.ACCEPT, Outcome.WITH_CHANGES)
    if accepts and is_excluded(bool(review.exclusions) for review in counting_reviews(round_)):
        raise ExcludedError


def _current(round_: Round) -> Decision | None:
    return round_.decisions.exclude(state=DecisionState.ANNOUNCED).first()


def _write(decision: Decision, by: Any, outcome: str, letter: str) -> None:
    decision.outcome, decision.letter, decision.by = Outcome(outcome), letter.replace("\0", ""), by
    decision.saved_at = timezone.now()
    decision.save()
