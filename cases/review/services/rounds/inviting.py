"""Invitations to judge: sent, taken back, sent again. Who may judge is asked once more when it is sent."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from cases.messages.selectors.work_days.deadlines import deadline
from cases.models import City
from cases.people.models import Expert, Membership
from cases.review.choices import Against, AssignmentState, Refusal
from cases.review.models import Assignment, Round
from cases.review.records.assignment_steps import Step
from cases.review.selectors.rounds.candidates import Proposal, candidates_for
from cases.review.selectors.rounds.sight import may_run

from . import telling
from .locked import lock_assignment, lock_open
from .round_log import ASKED, note
from .steps import take

# Who answered so, or did not answer, may be asked once more; a conflict of interest stays one.
ASKED_AGAIN = (AssignmentState.DECLINED, AssignmentState.EXPIRED, AssignmentState.LAPSED, AssignmentState.RESIGNED,
               AssignmentState.WITHDRAWN)  # fmt: skip


class MayNotJudgeError(Exception):
    """Error of an expert who may not judge; has the reasons, as ``Unfit`` and ``Against`` know them."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        super().__init__(", ".join(reasons))
        self.reasons = reasons


@transaction.atomic
def invite(round_: Round, experts: Iterable[Expert], by: Any) -> list[Assignment]:
    """Asks experts to judge; all of them or none. Raises PermissionDenied, ClosedError, MayNotJudgeError."""
    found = _open(round_, by)
    known = candidates_for(found).all
    chosen = [_fit(known.get(expert.pk), ()) for expert in experts]
    return [_ask(found, proposal, by) for proposal in chosen]


@transaction.atomic
def ask_again(assignment: Assignment, by: Any) -> Assignment:
    """Asks an expert once more who could not or did not answer, by a new assignment beside the first.

    Raises PermissionDenied, ClosedError, MayNotJudgeError.
    """
    found = _open(assignment.round, by)
    before = lock_assignment(assignment)
    if not may_be_asked_again(before):
        raise MayNotJudgeError((str(Against.ASKED),))
    standing = found.assignments.filter(
        person=before.person_id,
        state__in=(AssignmentState.INVITED, AssignmentState.ACCEPTED, AssignmentState.HANDED_IN),
    )
    if standing.exists():
        raise MayNotJudgeError((str(Against.ASKED),))
    known = candidates_for(found).all.get(before.expert_id or 0)
    return _ask(found, _fit(known, (str(Against.ASKED),)), by)


def may_be_asked_again(assignment: Assignment) -> bool:
    """Whether an assignment ended in a way after which its expert may be asked once more."""
    is_there = assignment.expert_id is not None and assignment.person_id is not None
    return is_there and assignment.state in ASKED_AGAIN and assignment.refusal != Refusal.CONFLICT


@transaction.atomic
def withdraw(assignment: Assignment, by: Any) -> Assignment:
    """Takes an invitation back, also one that was accepted. Raises PermissionDenied, ClosedError, StepError."""
    _open(assignment.round, by)
    found = take(lock_assignment(assignment), Step.WITHDRAW, by)
    telling.tell_closed(found)
    return found


def city_of_work(person: int | None, city: City | None) -> City | None:
    """City by whose working days somebody works: their own, else that of the submission, else none that is known."""
    own = Membership.objects.filter(person=person, until=None).select_related("city").order_by("since").first()
    return own.city if own else city


def _open(round_: Round, by: Any) -> Round:
    found = lock_open(round_)
    if not may_run(by, found.submission):
        raise PermissionDenied
    return found


def _fit(proposal: Proposal | None, but: tuple[str, ...]) -> Proposal:
    if proposal is None:
        raise MayNotJudgeError(())
    reasons = tuple(reason for reason in proposal.against if reason not in but)
    if reasons:
        raise MayNotJudgeError(reasons)
    return proposal


def _ask(round_: Round, proposal: Proposal, by: Any) -> Assignment:
    one, person = proposal.candidate, proposal.expert.person
    made = Assignment.objects.create(
        round=round_,
        expert=proposal.expert,
        person=person,
        proposed={
            "fields": list(one.fields), "cases": one.cases, "load": one.monthly_load,
            "on_time": one.on_time, "handed_in": one.handed_in,
        },
        invited_by=by,
        answer_by=deadline(
            # Of no city Saturdays and Sundays are known as days off.
            city_of_work(person.pk, round_.submission.city) or City(pk=0), timezone.now(), settings.EXPERT_ANSWER_DAYS
        ),
    )  # fmt: skip
    note(made, ASKED, by, **made.proposed)
    telling.tell_invited(made)
    return made
