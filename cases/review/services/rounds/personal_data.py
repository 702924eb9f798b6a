"""Personal data that rounds hold: told to their person, and let go."""

from typing import Any

from cases.people.services.personal_data import Held, register
from cases.review.models import Assignment, Decision, DiscussionPost, ExpertReview

from .leaving import let_go


def register_rounds() -> None:
    """Registers what rounds hold about experts and editors."""
    register(Held("reviews", export=personal_data_of, forget=let_go))


def personal_data_of(user: Any) -> dict[str, Any]:
    """Everything that rounds hold about a person, as plain data; of submissions the number alone."""
    assignments = Assignment.objects.filter(person=user).select_related("round__submission")
    reviews = ExpertReview.objects.filter(assignment__person=user).select_related("assignment__round__submission")
    posts = DiscussionPost.objects.filter(person=user).select_related("round__submission")
    decisions = Decision.objects.filter(by=user).select_related("round__submission")
    return {
        "assignments": [
            {"submission": each.round.submission.number, "state": each.state, "asked_at": each.invited_at.isoformat(),
             "reason": each.refusal, "words": each.words}
            for each in assignments
        ],
        "reviews": [
            {"submission": each.assignment.round.submission.number, "version": each.version, "scores": each.scores,
             "reasons": each.reasons, "exclusions": each.exclusions, "for_submitter": each.for_submitter,
             "for_editors": each.for_editors, "handed_in_at": each.handed_in_at and each.handed_in_at.isoformat()}
            for each in reviews
        ],
        "contributions": [
            {"submission": each.round.submission.number, "text": each.text, "at": each.written_at.isoformat()}
            for each in posts
        ],
        "decisions": [
            {"submission": each.round.submission.number, "decision": each.outcome, "state": each.state}
            for each in decisions
        ],
    }  # fmt: skip
