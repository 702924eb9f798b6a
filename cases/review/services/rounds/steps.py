"""Steps of an assignment: the state, its history, its deadline and what its expert was told follow each other."""

from typing import Any

from django.utils import timezone

from cases.messages.services.deadlines.keeping import cancel_deadline
from cases.review.choices import AssignmentState
from cases.review.models import Assignment, ExpertReview
from cases.review.records.assignment_steps import Step, after

from . import telling
from .round_log import ASSIGNED, note

DEADLINE = "review"
RUNNING = (AssignmentState.INVITED, AssignmentState.ACCEPTED)


def take(assignment: Assignment, step: Step, by: Any = None, **changes: Any) -> Assignment:
    """Takes a step of an assignment that is locked, and writes it into the history. Raises StepError.

    An assignment that ends has no deadline any more, and its draft goes: what was never handed in is nobody's to read.
    """
    before = assignment.state
    assignment.state = after(before, step)
    for name, value in changes.items():
        setattr(assignment, name, value)
    if before in RUNNING and assignment.state not in RUNNING:
        assignment.ended_at = timezone.now()
        cancel_deadline(DEADLINE, assignment)
        telling.forget(assignment)
    if assignment.state not in (*RUNNING, AssignmentState.HANDED_IN):
        ExpertReview.objects.filter(assignment=assignment, handed_in_at=None).delete()
    assignment.save()
    note(assignment, f"{ASSIGNED}{step.name.lower()}", by, before=before, after=assignment.state)
    return assignment
