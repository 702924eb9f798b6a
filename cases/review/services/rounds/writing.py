"""Reviews: written as a draft that never counts, handed in, revised by a version of its own."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from cases.review.choices import AssignmentState
from cases.review.models import Assignment, ExpertReview
from cases.review.permissions import Action, may
from cases.review.records.assignment_steps import Step, StepError
from cases.review.records.completeness import Gaps, Written, gaps, kept
from cases.review.selectors.rounds.rubrics import rubric_of
from cases.review.selectors.rounds.standing import counting_reviews, standing_of, summary_of

from . import telling
from .locked import ClosedError, lock_assignment
from .round_log import HANDED_IN, note
from .steps import take


class IncompleteError(Exception):
    """Error of a review that cannot be handed in yet; has what is missing."""

    def __init__(self, gaps: Gaps) -> None:
        super().__init__()
        self.gaps = gaps


class ChangedMeanwhileError(Exception):
    """Error of a draft that was saved meanwhile in another window."""


def stamp_of(draft: ExpertReview | None) -> str:
    """Version of a draft, by which two windows are kept apart; "" of none."""
    return draft.saved_at.isoformat() if draft is not None else ""


@transaction.atomic
def save_draft(assignment: Assignment, by: Any, data: Mapping[str, Any], *, seen: str | None = None) -> ExpertReview:
    """Keeps a draft, as far as it can be kept. It counts nowhere and nobody else reads it.

    ``seen``: version of the draft that was read, None where it does not matter. Raises ChangedMeanwhileError where it
    is another now, PermissionDenied, ClosedError, StepError where the assignment takes no draft: a review that was
    handed in is revised by ``begin_revision`` first.
    """
    found = _writable(assignment, by)
    draft = _draft(found)
    if seen is not None and seen != stamp_of(draft):
        raise ChangedMeanwhileError
    if draft is None:
        if found.state != AssignmentState.ACCEPTED:
            raise StepError(found.state)
        draft = ExpertReview(assignment=found, rubric=found.round.rubric)
    return _write(draft, kept(rubric_of(draft), data))


@transaction.atomic
def begin_revision(assignment: Assignment, by: Any) -> ExpertReview:
    """Draft of the next version, with what the last one says. That one counts until this is handed in.

    Raises PermissionDenied, ClosedError, StepError.
    """
    found = _writable(assignment, by)
    if found.state != AssignmentState.HANDED_IN:
        raise StepError(found.state)
    draft = _draft(found)
    if draft is not None:
        return draft
    last = found.reviews.order_by("version").last()
    if last is None:
        raise StepError(found.state)
    last.pk, last.version, last.handed_in_at, last._state.adding = None, last.version + 1, None, True
    last.began_at = last.saved_at = timezone.now()
    last.save()
    return last


@transaction.atomic
def hand_in(assignment: Assignment, by: Any, data: Mapping[str, Any]) -> ExpertReview:
    """Hands a review in, or a revision of it. What was handed in before stays as it was, beside it.

    Raises PermissionDenied, ClosedError, StepError, IncompleteError, which keeps the draft.
    """
    found = _writable(assignment, by)
    draft = _draft(found)
    if draft is None:
        if found.state != AssignmentState.ACCEPTED:
            raise StepError(found.state)
        draft = ExpertReview(assignment=found, rubric=found.round.rubric)
    rubric = rubric_of(draft)
    written = kept(rubric, data)
    missing = gaps(rubric, written)
    if missing:
        raise IncompleteError(missing)
    now = timezone.now()
    draft.handed_in_at = now
    _write(draft, written)
    take(found, Step.HAND_IN, by, handed_in_at=found.handed_in_at or now)
    telling.forget(found)
    note(draft, HANDED_IN, by, version=draft.version)
    _tell(found)
    return draft


def _tell(assignment: Assignment) -> None:
    round_ = assignment.round
    standing = standing_of(round_)
    if standing.counted != standing.needed or assignment.reviews.filter(handed_in_at__isnull=False).count() > 1:
        return
    summary = summary_of(round_, counting_reviews(round_))
    telling.tell_editors(round_, "disputed" if summary and summary.disputed else "enough", by=assignment.person)


def _writable(assignment: Assignment, by: Any) -> Assignment:
    found = lock_assignment(assignment)
    if not may(by, Action.JUDGE, found):
        raise PermissionDenied
    if not found.round.is_open or found.state == AssignmentState.CLOSED:
        raise ClosedError(found.round.decisions.order_by("pk").last())
    return found


def _draft(assignment: Assignment) -> ExpertReview | None:
    return assignment.reviews.filter(handed_in_at=None).first()


def _write(draft: ExpertReview, written: Written) -> ExpertReview:
    draft.scores, draft.reasons, draft.exclusions = (
        dict(written.scores), dict(written.reasons), dict(written.exclusions),
    )  # fmt: skip
    draft.for_submitter, draft.for_editors = written.for_submitter, written.for_editors
    draft.saved_at = timezone.now()
    draft.save()
    return draft
