"""Quorum: which reviews count, how many are still missing, and whether a round can be decided."""

from collections.abc import Iterable
from dataclasses import dataclass

from cases.review.choices import AssignmentState

RUNNING = frozenset({AssignmentState.INVITED, AssignmentState.ACCEPTED})


@dataclass(frozen=True, slots=True)
class Standing:
    """Standing of a round: reviews that are needed, that count, and invitations that may still bring one."""

    needed: int
    counted: int
    running: int

    @property
    def is_enough(self) -> bool:
        """Whether the round can be decided."""
        return self.counted >= self.needed

    @property
    def to_invite(self) -> int:
        """Experts to be invited beside those who run, so that the reviews needed can come together."""
        return max(0, self.needed - self.counted - self.running)


def standing(needed: int, assignments: Iterable[tuple[str, bool]]) -> Standing:
    """Standing of a round by its assignments, each with its state and whether a review of it was handed in.

    A draft never counts, nor does a review that was set aside: only what was handed in under an assignment that says so.
    """
    found = list(assignments)
    counted = sum(state == AssignmentState.HANDED_IN and is_in for state, is_in in found)
    return Standing(needed, counted, sum(state in RUNNING for state, _is_in in found))


def is_excluded(marks: Iterable[bool]) -> bool:
    """Whether an exclusion applies: at least half of the reviews that count say so."""
    found = list(marks)
    return bool(found) and 2 * sum(found) >= len(found)
