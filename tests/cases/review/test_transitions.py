"""Life of a submission, as the table of transitions has it."""

import pytest

from cases.review.choices import State
from cases.review.transitions import CLOSED, OPEN, TRANSITIONS, NotPossibleError, Party, Step, after, possible


def reachable(start: State) -> set[State]:
    """States that some order of steps leads to."""
    found, waiting = {start}, [start]
    while waiting:
        state = waiting.pop()
        new = {after(state, step) for step in possible(state)} - found
        found |= new
        waiting += new
    return found


def test_every_step_has_a_line() -> None:
    assert set(TRANSITIONS) == set(Step)


def test_every_state_can_be_reached_and_none_is_a_dead_end_before_an_answer() -> None:
    assert reachable(State.DRAFT) == set(State)
    for state in OPEN:
        assert reachable(state) & {State.ACCEPTED, State.DECLINED}, state


@pytest.mark.parametrize("state", sorted(CLOSED))
def test_nothing_follows_what_is_closed(state: State) -> None:
    assert possible(state) == []
    with pytest.raises(NotPossibleError):
        after(state, Step.DECLINE)


def test_nobody_accepts_what_no_expert_saw() -> None:
    without = set(State) - {State.IN_REVIEW, State.HELD}
    steps = (Step.ACCEPT, Step.ACCEPT_WITH_CHANGES, Step.HOLD)
    assert not [(state, step) for state in without for step in steps if step in possible(state)]


def test_a_submitter_decides_nothing_but_may_always_leave() -> None:
    for state in {State.DRAFT, *OPEN}:
        mine = possible(state, Party.SUBMITTER)
        assert Step.WITHDRAW in mine
        assert {after(state, step) for step in mine}.isdisjoint({State.ACCEPTED, State.DECLINED, State.PUBLISHED})
