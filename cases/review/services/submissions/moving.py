"""Moving submissions from state to state, each step an entry of the history that nobody changes."""

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from cases.review.choices import State
from cases.review.models import Submission
from cases.review.signals import submission_moved
from cases.review.transitions import ACCEPTED, Step, after

ANSWERED = ACCEPTED | {State.DECLINED, State.WITHDRAWN}


def entry_of(step: Step) -> str:
    """Name of a step in the history, such as ``review.submission.send``."""
    return f"review.submission.{step.name.lower()}"


def lock(submission: Submission) -> Submission:
    """The submission, read again and locked until the transaction ends; what was changed in memory is forgotten.

    Raises Submission.DoesNotExist where it was deleted meanwhile.
    """
    transaction.get_connection().validate_no_broken_transaction()
    submission.refresh_from_db(from_queryset=Submission.objects.select_for_update(of=("self",)))
    return submission


@transaction.atomic
def move(submission: Submission, step: Step, *, by: User | None = None, **data: Any) -> Submission:
    """Does a step: state, history, signal. ``data`` goes into the history, and so holds no name and no address.

    Raises NotPossibleError where somebody else was first and the state does not allow it any more.
    """
    lock(submission)
    before, now = State(submission.state), timezone.now()
    submission.state = after(before, step)
    submission.state_since = submission.changed_at = now
    if submission.state in ANSWERED and submission.closed_at is None:
        submission.closed_at = now
    submission.save(update_fields=["state", "state_since", "changed_at", "closed_at"])
    log(submission, entry_of(step), user=by, data={"before": before.value, "after": submission.state, **data})
    submission_moved.send(Submission, submission=submission, by=by, step=step, before=before, after=submission.state)
    return submission
