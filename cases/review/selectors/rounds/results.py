"""Results of a round as one person may see them: differences first, reviews without names where names are not seen."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from cases.review.choices import DecisionState
from cases.review.models import Decision, DiscussionPost, ExpertReview, Round, Submission
from cases.review.records.rubric import Rubric, said
from cases.review.records.scores import Spread, Summary
from cases.review.records.visibility import Part
from cases.selectors.localized_format import active_language, number
from cases.selectors.person_name import person_name

from .rubrics import rubric_of
from .sight import Sight, sight_of, sight_of_submitter
from .standing import counting_reviews, earlier_versions, summary_of


@dataclass(frozen=True, slots=True)
class SpreadLine:
    """Scores of a criterion with its name."""

    name: str
    spread: Spread


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """Score of a criterion in one review, and why."""

    name: str
    score: int
    reason: str


@dataclass(frozen=True, slots=True)
class ReviewShown:
    """Review as a person may see it; "" and () stand for what they may not."""

    who: str
    is_own: bool
    scores: tuple[ScoreLine, ...]
    exclusions: tuple[tuple[str, str], ...]
    for_submitter: str
    for_editors: str
    earlier: tuple[ExpertReview, ...] = ()


@dataclass(frozen=True, slots=True)
class PostShown:
    """Contribution to a discussion."""

    who: str
    post: DiscussionPost


@dataclass(frozen=True, slots=True)
class Results:
    """Results of a round. What a person may not see at this moment is None or empty, and was not read."""

    sight: Sight
    summary: Summary | None
    spreads: tuple[SpreadLine, ...]
    reviews: tuple[ReviewShown, ...]
    posts: tuple[PostShown, ...]
    decision: Decision | None = None

    @property
    def shows_discussion(self) -> bool:
        """Whether the discussion is seen."""
        return self.sight.sees(Part.DISCUSSION)


def results_for(user: Any, round_: Round) -> Results:
    """Results of a round for a person at this moment."""
    return results_seen(round_, sight_of(user, round_))


def results_seen(round_: Round, sight: Sight) -> Results:
    """Results of a round as this sight has them. Queries do not grow with reviews."""
    rubric = rubric_of(round_)
    sees_scores, sees_names = sight.sees(Part.SCORES), sight.sees(Part.REVIEWERS)
    reviews = counting_reviews(round_) if sees_scores else []
    summary = summary_of(round_, reviews)
    names = {criterion.code: said(criterion.name, active_language()) for criterion in rubric.criteria}
    called = _called(round_, with_names=sees_names)
    earlier = earlier_versions(round_) if sees_scores and sight.sees(Part.DISCUSSION) else {}
    announced = None
    if sight.sees(Part.LETTER):
        found = Decision.objects.filter(round=round_)
        announced = found.filter(state=DecisionState.ANNOUNCED).last() if sight.is_announced else found.last()
    return Results(
        sight=sight,
        summary=summary,
        spreads=tuple(SpreadLine(names[spread.code], spread) for spread in summary.criteria) if summary else (),
        reviews=tuple(
            _shown(review, rubric, sight, called, tuple(earlier.get(review.assignment_id, ()))) for review in reviews
        ),
        posts=_posts(round_, sight, called) if sight.sees(Part.DISCUSSION) else (),
        decision=announced,
    )


def feedback_on(submission: Submission) -> list[Results]:
    """Rounds whose decision was announced, as their submitter reads them, the last one first.

    Whether the submission is theirs is asked by whoever shows it.
    """
    rounds = submission.rounds.filter(decisions__state=DecisionState.ANNOUNCED).distinct().order_by("-number")
    return [results_seen(round_, sight_of_submitter(round_)) for round_ in rounds]


def _shown(
    review: ExpertReview, rubric: Rubric, sight: Sight, called: dict[int, str], earlier: tuple[ExpertReview, ...]
) -> ReviewShown:
    language = active_language()
    sees_reasons = sight.sees(Part.REASONS)
    scores = tuple(
        ScoreLine(said(each.name, language), review.scores[each.code],
                  review.reasons.get(each.code, "") if sees_reasons else "")
        for each in rubric.criteria
    )  # fmt: skip
    texts = {each.code: said(each.text, language) for each in rubric.exclusions}
    excluded = tuple((texts[code], why) for code, why in review.exclusions.items()) if sees_reasons else ()
    return ReviewShown(
        who=called.get(review.assignment_id, ""),
        is_own=sight.assignment is not None and review.assignment_id == sight.assignment.pk,
        scores=scores,
        exclusions=excluded,
        for_submitter=review.for_submitter if sight.sees(Part.FOR_SUBMITTER) else "",
        for_editors=review.for_editors if sight.sees(Part.FOR_EDITORS) else "",
        earlier=earlier,
    )


def _posts(round_: Round, sight: Sight, called: dict[int, str]) -> tuple[PostShown, ...]:
    found = round_.posts.select_related("person")
    sees_names = sight.sees(Part.REVIEWERS)
    return tuple(
        PostShown(
            called.get(post.assignment_id, "") if post.assignment_id else
            (person_name(post.person) if sees_names else _("Editor")), post
        )
        for post in found
    )  # fmt: skip


def _called(round_: Round, *, with_names: bool) -> dict[int, str]:
    """Names of reviewers by assignment: a number, with the name where names are seen.

    The number is by the key of the assignment, so that no order of handing in shows.
    """
    found: dict[int, str] = {}
    for position, assignment in enumerate(round_.assignments.select_related("person").order_by("pk"), start=1):
        label = _("Reviewer %(number)s") % {"number": number(position)}
        if with_names and assignment.person is not None:
            label = f"{label}: {person_name(assignment.person)}"
        found[assignment.pk] = label
    return found
