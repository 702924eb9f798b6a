"""Screening: the first answer to a submission."""

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from cases.models import Case
from cases.review.choices import Answer, State
from cases.review.models import ScreeningAnswer, Submission
from cases.review.signals import sent_to_review
from cases.review.transitions import Step

from .moving import lock, move
from .telling import tell_answer

STEPS = {Answer.ASK: Step.ASK, Answer.DECLINE: Step.DECLINE, Answer.REVIEW: Step.REVIEW}


@transaction.atomic
def begin_screening(submission: Submission, by: User) -> Submission:
    """Notes that somebody reads it; where somebody does already, nothing."""
    lock(submission)
    if submission.state == State.RECEIVED:
        submission.screener = by
        submission.save(update_fields=["screener"])
        move(submission, Step.READ, by=by)
    return submission


@transaction.atomic
def answer_submission(
    submission: Submission,
    answer: Answer,
    *,
    by: User,
    text: str = "",
    fields: list[str] | None = None,
    next_step: str = "",
    next_text: str = "",
    similar: Case | None = None,
) -> ScreeningAnswer:
    """Answers a submission. Raises NotPossibleError where somebody else answered before."""
    begin_screening(submission, by)
    said: dict[str, Any] = {"fields": list(fields or [])} if answer == Answer.ASK else {}
    given = ScreeningAnswer.objects.create(
        submission=submission, answer=answer, text=text, fields=list(fields or []), next_step=next_step,
        next_text=next_text, similar=similar, by=by,
    )  # fmt: skip
    move(submission, STEPS[answer], by=by, **said)
    tell_answer(given)
    if answer == Answer.REVIEW:
        sent_to_review.send(Submission, submission=submission, by=by)
    return given
