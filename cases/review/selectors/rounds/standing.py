"""Standing of a round, and the reviews of it that count."""

from collections.abc import Iterable

from cases.review.choices import AssignmentState
from cases.review.models import Assignment, ExpertReview, Round
from cases.review.records.quorum import Standing, standing
from cases.review.records.scores import Summary, summed_up

from .rubrics import rubric_of


def standing_of(round_: Round, assignments: Iterable[Assignment] | None = None) -> Standing:
    """Standing of a round now. A query where its assignments are not at hand."""
    found = round_.assignments.all() if assignments is None else assignments
    return standing(round_.reviews_needed, [(each.state, each.handed_in_at is not None) for each in found])


def counting_reviews(round_: Round) -> list[ExpertReview]:
    """Reviews that count: of each assignment the last version that was handed in. One query."""
    handed_in = ExpertReview.objects.filter(
        assignment__round=round_, assignment__state=AssignmentState.HANDED_IN, handed_in_at__isnull=False
    )
    last = {review.assignment_id: review for review in handed_in.select_related("assignment").order_by("version")}
    return [last[key] for key in sorted(last)]


def earlier_versions(round_: Round) -> dict[int, list[ExpertReview]]:
    """Versions that a later one took the place of, by assignment: kept beside it, the first one first."""
    handed_in = ExpertReview.objects.filter(assignment__round=round_, handed_in_at__isnull=False).order_by("version")
    found: dict[int, list[ExpertReview]] = {}
    for review in handed_in:
        found.setdefault(review.assignment_id, []).append(review)
    return {key: versions[:-1] for key, versions in found.items() if len(versions) > 1}


def summary_of(round_: Round, reviews: Iterable[ExpertReview]) -> Summary | None:
    """Scores of these reviews put together; None where there is none."""
    return summed_up([review.scores for review in reviews], rubric_of(round_).weights)
