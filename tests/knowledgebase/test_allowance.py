"""Allowances are counted exactly, by all threads and processes of a machine together, and never stand in the way."""

import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledgebase.allowance import Allowances, Policy, judge

from .web_process import ROOT

POLICY = Policy("searches", 20)
UNHURRIED = 60.0  # seconds: a count of these tests is exact however busy the machine is


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def allowances(tmp_path: Path, clock: Clock) -> Allowances:
    return Allowances(tmp_path / "folder" / "allowances.sqlite3", clock, UNHURRIED)


def allowed(allowances: Allowances, who: str = "a") -> bool:
    verdict = allowances.take(POLICY, who)
    assert verdict is not None
    return verdict.is_allowed


def test_all_at_once_then_evenly(allowances: Allowances, clock: Clock) -> None:
    assert [allowed(allowances) for _request in range(25)] == [True] * 20 + [False] * 5
    assert allowed(allowances, "b"), "another reader"
    clock.now += 3
    assert [allowed(allowances) for _request in range(2)] == [True, False], "one in three seconds"
    clock.now += 3600
    assert sum(allowed(allowances) for _request in range(50)) == 20


def test_what_is_said_comes_true(allowances: Allowances, clock: Clock) -> None:
    for left in range(19, -1, -1):
        verdict = allowances.take(POLICY, "a")
        assert verdict is not None and (verdict.is_allowed, verdict.remaining) == (True, left)
    refused = allowances.take(POLICY, "a")
    assert refused is not None and (refused.is_allowed, refused.remaining, refused.wait, refused.reset) == (
        False,
        0,
        3,
        60,
    )
    clock.now += refused.wait
    assert allowed(allowances)
    clock.now += 60
    verdict = allowances.take(POLICY, "a")
    assert verdict is not None and (verdict.remaining, verdict.reset) == (19, 3)


@given(
    st.integers(1, 1000), st.integers(1, 3600),
    st.lists(st.floats(0, 10, allow_nan=False), min_size=1, max_size=300),
)  # fmt: skip
def test_no_window_holds_more_than_twice_the_limit_and_waiting_always_helps(
    limit: int, window: int, pauses: list[float]
) -> None:
    policy, now, full_at, times = Policy("p", limit, window), 0.0, 0.0, []
    for pause in pauses:
        now += pause
        verdict, full_at = judge(policy, full_at, now)
        assert 0 <= verdict.remaining < limit and 0 <= verdict.reset <= window
        if verdict.is_allowed:
            times.append(now)
        else:
            assert judge(policy, full_at, now + verdict.wait)[0].is_allowed
    for number, began in enumerate(times):
        assert sum(1 for moment in times[number:] if moment < began + window) <= 2 * limit


@pytest.mark.parametrize("back", [1, 30, 100, 1e6])
def test_a_clock_that_is_set_back_locks_nobody_out(allowances: Allowances, clock: Clock, back: float) -> None:
    for _request in range(21):
        allowed(allowances)
    clock.now -= back
    verdict = allowances.take(POLICY, "a")
    assert verdict is not None and (verdict.is_allowed or verdict.wait <= POLICY.window + 2 * POLICY.step)


def test_whoever_is_gone_is_forgotten(allowances: Allowances, clock: Clock) -> None:
    for number in range(500):
        allowed(allowances, str(number))
    clock.now += 120
    allowed(allowances, "new")
    rows = allowances._connection().execute("SELECT who FROM allowance").fetchall()
    assert rows == [("searches:new",)]


def test_threads_share_it(allowances: Allowances) -> None:
    found: list[bool] = []

    def ask() -> None:
        for _request in range(20):
            found.append(allowed(allowances))

    threads = [threading.Thread(target=ask) for _number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (sum(found), len(found)) == (20, 120)


ASK = """
import sys
from pathlib import Path
from knowledgebase.allowance import Allowances, Policy
taken = [Allowances(Path(sys.argv[1]), lambda: 1e6, 60).take(Policy("p", 50), "a") for _request in range(60)]
print(sum(verdict.is_allowed for verdict in taken), len(taken))
"""


def test_processes_share_it(tmp_path: Path) -> None:
    assert allowed(Allowances(tmp_path / "allowances.sqlite3"), "another reader"), "the file is there before them"
    command = [sys.executable, "-c", ASK, str(tmp_path / "allowances.sqlite3")]
    started = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _number in range(3)]
    counts = [tuple(map(int, process.communicate(timeout=60)[0].split()[-2:])) for process in started]
    assert (sum(allowed for allowed, _taken in counts), sum(taken for _allowed, taken in counts)) == (50, 180)


@pytest.mark.parametrize("damage", [b"", b"no database at all" * 500, None])
def test_a_damaged_file_begins_anew(allowances: Allowances, damage: bytes | None) -> None:
    assert allowed(allowances)
    for path in allowances.path.parent.iterdir():
        path.unlink()
    if damage is not None:
        allowances.path.write_bytes(damage)
    assert allowances.take(POLICY, "a") is None or damage in (b"", None), "nobody is refused meanwhile"
    assert [allowed(allowances) for _request in range(22)].count(True) in (19, 20)


def test_where_nothing_can_be_written_everything_is_allowed(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert Allowances(tmp_path / "file" / "allowances.sqlite3").take(POLICY, "a") is None


def test_a_lock_that_somebody_holds_is_not_waited_for(tmp_path: Path, clock: Clock) -> None:
    allowances = Allowances(tmp_path / "allowances.sqlite3", clock)
    assert allowed(allowances)
    holder = sqlite3.connect(allowances.path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    assert allowances.take(POLICY, "a") is None
    holder.execute("COMMIT")
    assert allowed(allowances)
