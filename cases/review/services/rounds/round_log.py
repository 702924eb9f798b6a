"""History of rounds: what was done, by whom, never a name, an address or a score."""

from typing import Any

from wagtail.log_actions import log

from cases.review.models import Assignment

OPENED, CANCELLED, REOPENED = "review.round.opened", "review.round.cancelled", "review.round.reopened"
ASSIGNED = "review.assignment."  # and a step
ASKED = "review.assignment.asked"
REMINDED = "review.assignment.reminded"
HANDED_IN = "review.review.handed_in"
DISCUSSED = "review.round.discussed"
DRAFTED, HELD, CHANGED = "review.decision.drafted", "review.decision.held", "review.decision.changed"
ANNOUNCED, TAKEN_BACK = "review.decision.announced", "review.decision.taken_back"
RUBRIC = "review.rubric.published"


def note(thing: Any, action: str, by: Any = None, **data: Any) -> None:
    """Notes what was done to a round, an assignment, a review or a decision. Whom it is about stands there by key."""
    person = thing.person_id if isinstance(thing, Assignment) else None
    log(thing, action, user=by, data={**({"person": person} if person else {}), **data})
