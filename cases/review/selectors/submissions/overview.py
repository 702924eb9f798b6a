"""Page of a submission: its sections with what is missing, and its way so far."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from wagtail.models import ModelLogEntry

from cases.review.choices import SectionName, State
from cases.review.models import ScreeningAnswer, Submission
from cases.review.models.section_fields import label_of

from .meter import Gap, Meter, meter
from .turns import Turn, is_late, turn_of

MOST_STEPS = 30
# Steps that a submitter reads of, by their name in the history, in the state to which each led.
_SHOWN = "review.submission."


@dataclass(frozen=True, slots=True)
class SectionLine:
    """Section as its line shows it."""

    name: SectionName
    gaps: tuple[Gap, ...]
    comments: int


@dataclass(frozen=True, slots=True)
class StepLine:
    """Step that was done, and when; names stand nowhere."""

    state: State
    at: datetime


@dataclass(frozen=True, slots=True)
class Overview:
    """Content of the page of a submission."""

    meter: Meter
    sections: Sequence[SectionLine]
    steps: Sequence[StepLine]
    answer: ScreeningAnswer | None
    asked_fields: Sequence[str]
    turn: Turn
    due_on: date | None
    is_late: bool
    may_correct_until: datetime | None


def overview(submission: Submission) -> Overview:
    """The page of a submission. Five queries, however long its way was."""
    far = meter(submission)
    comments = list(submission.comments.values_list("section", flat=True))
    lines = [
        SectionLine(name, tuple(gap for gap in far.gaps if gap.section == name), comments.count(name))
        for name in SectionName
    ]
    answer = submission.screening_answers.select_related("similar").last()
    until = submission.correct_until
    is_correcting = submission.state == State.RECEIVED and until is not None and until > timezone.now()
    return Overview(
        meter=far,
        sections=lines,
        steps=_steps(submission),
        answer=answer,
        asked_fields=[label_of(name) for name in answer.fields] if answer else [],
        turn=turn_of(submission),
        due_on=submission.due_on,
        is_late=is_late(submission),
        may_correct_until=until if is_correcting else None,
    )


def _steps(submission: Submission) -> list[StepLine]:
    """Steps of the way that its submitter may know of: a decision that is held is none yet."""
    entries = ModelLogEntry.objects.for_instance(submission).filter(action__startswith=_SHOWN).order_by("timestamp")
    rows = entries.values_list("data", "timestamp")[:MOST_STEPS]
    said = [(str(data.get("after", "")), at) for data, at in rows]
    return [StepLine(State(after), at) for after, at in said if after in State.values and after != State.HELD]
