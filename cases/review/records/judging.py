"""Rules on who may judge a submission, each with its reason, and the order in which experts are proposed."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from cases.review.choices import Against


@dataclass(frozen=True, slots=True)
class Candidate:
    """Expert as far as a round asks. ``unfit``: what the record of the expert says against them (values of Unfit).

    ``cases`` of ``monthly_load`` this month; ``on_time`` of ``handed_in`` earlier reviews. ``fields``: codes of topics
    for which they were found.
    """

    expert: int
    unfit: tuple[str, ...] = ()
    cases: int = 0
    monthly_load: int = 1
    on_time: int = 0
    handed_in: int = 0
    fields: tuple[str, ...] = ()
    has_submitted: bool = False  # alone or with others
    has_screened: bool = False  # sent the submission into review, and so may decide about it
    has_conflict: bool = False  # declared about this submission
    is_asked: bool = False  # in this round already


def against(candidate: Candidate) -> tuple[str, ...]:
    """Reasons for which an expert may not judge a submission, the gravest first; without one they may."""
    own = {
        Against.SUBMITTER: candidate.has_submitted,
        Against.CONFLICT: candidate.has_conflict,
        Against.SCREENED: candidate.has_screened,
        Against.ASKED: candidate.is_asked,
    }
    return (*(str(reason) for reason, applies in own.items() if applies), *candidate.unfit)


def punctuality(candidate: Candidate) -> Fraction:
    """Share of reviews that came in time; who has handed in none yet is taken for one in two."""
    return Fraction(candidate.on_time + 1, candidate.handed_in + 2)


def proposed(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Experts who may judge, in the order in which they are proposed: fields, then room for a case, then punctuality."""
    return sorted(
        (candidate for candidate in candidates if not against(candidate)),
        key=lambda one: (
            -len(one.fields),
            Fraction(one.cases, max(1, one.monthly_load)),
            -punctuality(one),
            one.expert,
        ),
    )


def excluded_by(candidates: Iterable[Candidate]) -> dict[str, list[int]]:
    """Experts by the first reason for which each may not judge."""
    found: dict[str, list[int]] = {}
    for candidate in candidates:
        if reasons := against(candidate):
            found.setdefault(reasons[0], []).append(candidate.expert)
    return found


def may_decide(person: int | None, *, submitters: Iterable[int], reviewers: Iterable[int]) -> bool:
    """Whether an editor may decide about a submission: neither who submitted it nor who was to judge it."""
    return person is not None and person not in set(submitters) and person not in set(reviewers)
