"""Rows that one request has for itself: whoever does anything in a round has its submission locked."""

from django.db import transaction

from cases.review.models import Assignment, Decision, Round, Submission


class ClosedError(Exception):
    """Error where a round takes nothing any more. ``decision``: what was decided, where that is why."""

    def __init__(self, decision: Decision | None = None) -> None:
        super().__init__()
        self.decision = decision


def lock_round(round_: Round) -> Round:
    """The round as it is now, with its submission locked until the transaction ends. Raises Round.DoesNotExist."""
    transaction.get_connection().validate_no_broken_transaction()
    Submission.objects.select_for_update(of=("self",)).get(pk=round_.submission_id)
    return Round.objects.select_related("submission").get(pk=round_.pk)


def lock_open(round_: Round) -> Round:
    """The round, locked, where it is open. Raises ClosedError, which says what was decided."""
    found = lock_round(round_)
    if not found.is_open:
        raise ClosedError(found.decisions.order_by("pk").last())
    return found


def lock_assignment(assignment: Assignment) -> Assignment:
    """The assignment as it is now, with the submission of its round locked. Raises Assignment.DoesNotExist."""
    lock_round(assignment.round)
    return Assignment.objects.select_related("round__submission", "person", "expert").get(pk=assignment.pk)
