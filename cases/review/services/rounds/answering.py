"""Answers of experts: accept, which states that there is no conflict of interest; decline or resign with a reason."""

from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from cases.messages.selectors.work_days.deadlines import deadline
from cases.messages.services.deadlines.keeping import set_deadline
from cases.models import City
from cases.review.choices import Refusal
from cases.review.models import Assignment
from cases.review.permissions import Action, may
from cases.review.records.assignment_steps import Step

from . import telling
from .inviting import city_of_work
from .locked import lock_assignment
from .steps import DEADLINE, take


@transaction.atomic
def accept(assignment: Assignment, by: Any, note: str = "") -> Assignment:
    """Accepts an invitation; to do so is to state that there is no conflict of interest. ``note``: words for editors.

    Raises PermissionDenied, StepError where it was answered, taken back or closed before.
    """
    found = _own(assignment, by)
    due = _due(found)
    take(found, Step.ACCEPT, by, answered_at=timezone.now(), due_on=due, reminded_at=None, words=note[:2000])
    telling.tell_accepted(found)
    if note:
        telling.tell_editors(found.round, "accepted", assignment=found)
    return found


@transaction.atomic
def decline(assignment: Assignment, by: Any, refusal: str, words: str = "") -> Assignment:
    """Declines an invitation. A conflict of interest is kept, and excludes from later rounds of the submission.

    Raises PermissionDenied, StepError.
    """
    found = _own(assignment, by)
    reason = {"refusal": Refusal(refusal), "words": words[:2000]}
    take(found, Step.DECLINE, by, answered_at=timezone.now(), **reason)
    telling.tell_editors(found.round, "declined", assignment=found)
    return found


@transaction.atomic
def resign(assignment: Assignment, by: Any, refusal: str, words: str = "") -> Assignment:
    """Gives an accepted assignment back; its draft goes, and editors are asked to replace the expert.

    Raises PermissionDenied, StepError.
    """
    found = _own(assignment, by)
    take(found, Step.RESIGN, by, refusal=Refusal(refusal), words=words[:2000])
    telling.tell_editors(found.round, "resigned", assignment=found)
    return found


def _own(assignment: Assignment, by: Any) -> Assignment:
    found = lock_assignment(assignment)
    if not may(by, Action.JUDGE, found):
        raise PermissionDenied
    return found


def _due(assignment: Assignment) -> date:
    """Day by which to hand in, kept as a deadline that moves with the days off of the city."""
    submission, days = assignment.round.submission, settings.EXPERT_REVIEW_DAYS
    city = city_of_work(assignment.person_id, submission.city)
    if city is None:
        return deadline(City(pk=0), timezone.now(), days)
    title = submission.title or submission.number
    url = telling.page_of(assignment)
    return set_deadline(DEADLINE, assignment, city, timezone.now(), days, title=title, url=url).due
