"""Rounds: opened when a submission comes from screening or with what was asked for, cancelled when it leaves review."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from cases.review.choices import AssignmentState, DecisionState, RoundState
from cases.review.models import Assignment, Decision, Round, Submission
from cases.review.records.assignment_steps import Step
from cases.review.records.rubric import read_rubric
from cases.review.selectors.rounds.rubrics import current_rubric

from . import telling
from .round_log import CANCELLED, OPENED, note
from .steps import take

LEAST_REVIEWS = 3


@transaction.atomic
def open_round(submission: Submission, by: Any = None) -> Round:
    """The open round of a submission that is with the experts, or a new one with a copy of the rubric."""
    Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
    found = Round.objects.filter(submission=submission, state=RoundState.OPEN).first()
    if found is not None:
        return found
    rubric = current_rubric()
    if rubric.pk is None:
        rubric.save()
    read_rubric(rubric.content)
    last = Round.objects.filter(submission=submission).order_by("-number").first()
    made = Round.objects.create(
        submission=submission,
        number=last.number + 1 if last else 1,
        rubric=rubric.content,
        reviews_needed=max(LEAST_REVIEWS, settings.EXPERT_REVIEWS),
        opened_by=by,
    )
    note(made, OPENED, by, rubric=rubric.version, needed=made.reviews_needed)
    telling.tell_editors(made, "opened", by=by)
    return made


@transaction.atomic
def cancel_round(submission: Submission, by: Any = None) -> None:
    """Ends what is open about a submission that left review: experts are thanked, decisions not announced go."""
    Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
    for held in Decision.objects.filter(round__submission=submission).exclude(state=DecisionState.ANNOUNCED):
        held.delete()
    round_ = Round.objects.filter(submission=submission, state=RoundState.OPEN).first()
    if round_ is None:
        return
    close_assignments(round_, by)
    round_.state, round_.closed_at = RoundState.CANCELLED, timezone.now()
    round_.save(update_fields=["state", "closed_at"])
    note(round_, CANCELLED, by)


def close_assignments(round_: Round, by: Any) -> None:
    """Closes with thanks what has not come in, so that nobody goes on for nothing and no invitation has no end."""
    running = Assignment.objects.filter(round=round_, state__in=(AssignmentState.INVITED, AssignmentState.ACCEPTED))
    for assignment in running.select_related("person", "round__submission"):
        take(assignment, Step.CLOSE, by)
        telling.tell_closed(assignment)
