"""Reminders, and ends of what nobody answers: run by schedule, such as every morning."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from cases.messages.models import Deadline
from cases.review.choices import AssignmentState, RoundState
from cases.review.models import Assignment
from cases.review.records.assignment_steps import Step

from . import telling
from .locked import lock_assignment
from .round_log import REMINDED, note
from .steps import DEADLINE, take

SOON = timedelta(days=3)
Told = Callable[[Assignment, date], str]


def remind_reviewers(today: date | None = None) -> Counter[str]:
    """Reminds experts, tells editors what is late, and ends what stays unanswered; how many of each."""
    now = today or timezone.localdate()
    _follow_calendars()
    done: Counter[str] = Counter()
    running = Assignment.objects.filter(
        state__in=(AssignmentState.INVITED, AssignmentState.ACCEPTED), round__state=RoundState.OPEN
    )
    for assignment in running.select_related("round").order_by("pk"):
        what = _one(assignment, now)
        if what:
            done[what] += 1
    return done


@transaction.atomic
def _one(assignment: Assignment, today: date) -> str:
    found = lock_assignment(assignment)
    if not found.round.is_open:
        return ""
    if found.state == AssignmentState.INVITED:
        return _invited(found, today)
    return _accepted(found, today) if found.state == AssignmentState.ACCEPTED else ""


def _invited(assignment: Assignment, today: date) -> str:
    if assignment.answer_by < today:
        take(assignment, Step.EXPIRE)
        telling.tell_editors(assignment.round, "expired", assignment=assignment)
        return "expired"
    asked = timezone.localdate(assignment.invited_at)
    is_halfway = today - asked >= (assignment.answer_by - asked) / 2 and today > asked
    if is_halfway and assignment.reminded_at is None:
        return _reminded(assignment, lambda: telling.tell_invited(assignment, again=True), "asked again")
    return ""


def _accepted(assignment: Assignment, today: date) -> str:
    due = assignment.due_on
    if due is None:
        return ""
    if due + timedelta(days=settings.EXPERT_GRACE_DAYS) < today:
        take(assignment, Step.LAPSE)
        telling.tell_closed(assignment)
        telling.tell_editors(assignment.round, "lapsed", assignment=assignment)
        return "lapsed"
    if due < today and assignment.overdue_told_at is None:
        assignment.overdue_told_at = timezone.now()
        telling.tell_editors(assignment.round, "overdue", assignment=assignment)
        return _reminded(assignment, lambda: telling.tell_overdue(assignment), "overdue")
    if today <= due <= today + SOON and assignment.reminded_at is None:
        return _reminded(assignment, lambda: telling.tell_due_soon(assignment), "due soon")
    return ""


def _reminded(assignment: Assignment, tell: Callable[[], Any], what: str) -> str:
    tell()
    assignment.reminded_at = timezone.now()
    assignment.save(update_fields=["reminded_at", "overdue_told_at"])
    note(assignment, REMINDED, what=what)
    return what


def _follow_calendars() -> None:
    """Takes over days that a changed calendar of a city moved."""
    moved = Deadline.objects.filter(
        kind=DEADLINE, content_type=ContentType.objects.get_for_model(Assignment), cancelled_at=None
    )
    for key, due in moved.values_list("object_id", "due"):
        Assignment.objects.filter(pk=key, state=AssignmentState.ACCEPTED).exclude(due_on=due).update(due_on=due)
