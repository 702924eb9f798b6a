"""The circuit breaker, by a clock of the test's own."""

import pytest

from search.answer.breaker import STUCK, Breaker, State

REST = 5.0


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now

    def move(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def breaker(clock: Clock) -> Breaker:
    return Breaker("remote", REST, clock)


def test_closed_lets_everyone_through_and_probes_nothing(breaker: Breaker) -> None:
    assert breaker.allows() and breaker.state is State.CLOSED and not breaker.takes_probe()


def test_one_failure_opens_it(breaker: Breaker) -> None:
    breaker.failed("refused")
    assert not breaker.allows() and breaker.state is State.OPEN


def test_a_probe_only_after_the_rest_and_one_at_a_time(breaker: Breaker, clock: Clock) -> None:
    breaker.failed("refused")
    clock.move(REST - 0.1)
    assert not breaker.takes_probe()
    clock.move(0.1)
    assert breaker.takes_probe() and breaker.state is State.HALF_OPEN
    assert not breaker.takes_probe() and not breaker.allows()


def test_a_failed_probe_opens_it_for_another_rest(breaker: Breaker, clock: Clock) -> None:
    breaker.failed("refused")
    clock.move(REST)
    assert breaker.takes_probe()
    breaker.failed("still refused")
    assert breaker.state is State.OPEN and not breaker.takes_probe()
    clock.move(REST)
    assert breaker.takes_probe()


def test_a_probe_that_succeeds_closes_it(breaker: Breaker, clock: Clock) -> None:
    breaker.failed("refused")
    clock.move(REST)
    assert breaker.takes_probe()
    breaker.recovered()
    assert breaker.allows() and breaker.state is State.CLOSED


def test_a_probe_that_never_comes_back_keeps_no_other_away(breaker: Breaker, clock: Clock) -> None:
    breaker.failed("refused")
    clock.move(REST)
    assert breaker.takes_probe()
    clock.move(STUCK - 0.1)
    assert not breaker.takes_probe()
    clock.move(0.1)
    assert breaker.takes_probe()


def test_late_failures_of_calls_under_way_prolong_the_rest(breaker: Breaker, clock: Clock) -> None:
    breaker.failed("slow")
    clock.move(4.0)
    breaker.failed("slow too")
    clock.move(4.0)
    assert not breaker.takes_probe()
    clock.move(1.0)
    assert breaker.takes_probe()
