"""The background thread: one a process, hard to kill, and nothing is lost at the end."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from search.models import SearchedQuery
from search.sync import background, chores
from tests.databases import Databases

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Chores of the test's own, no hooks on the end of the process; the thread is ended."""
    monkeypatch.setattr(background, "CHORES", [])
    monkeypatch.setattr(background, "INTERVAL", 60.0)
    monkeypatch.setattr(background.atexit, "register", lambda function: None)
    monkeypatch.setattr(background.os, "register_at_fork", lambda **hooks: None)
    monkeypatch.setattr(background, "_worker", None)
    yield background
    if background._worker is not None:
        background._worker.end()
        assert not background._worker.thread.is_alive()


def threads() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "search-background"]


def test_started_once_from_many_threads(worker: Any) -> None:
    starters = [threading.Thread(target=worker.start) for _ in range(8)]
    for starter in starters:
        starter.start()
    for starter in starters:
        starter.join()
    assert len(threads()) == 1 and threads()[0].daemon


def test_another_process_gets_its_own(worker: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    worker.start()
    first = worker._worker
    monkeypatch.setattr(worker.os, "getpid", lambda: -1)
    worker.start()
    assert worker._worker is not first
    first.end()


def test_wake_runs_a_round_and_a_failing_chore_ends_nothing(worker: Any, caplog: pytest.LogCaptureFixture) -> None:
    ran = threading.Semaphore(0)

    def broken() -> None:
        raise RuntimeError("no luck")

    worker.CHORES[:] = [broken, ran.release]
    worker.wake()  # nothing to wake yet
    worker.start()
    for _ in range(2):
        worker.wake()
        assert ran.acquire(timeout=10)
    assert "background_chore_failed" in caplog.text and "broken" in caplog.text


def test_a_round_closes_its_connections(worker: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    closed: list[bool] = []
    monkeypatch.setattr(worker.connections, "close_all", lambda: closed.append(True))
    worker.run_round()
    assert closed == [True]


def test_once_a_day_is_once_a_day_also_when_it_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    days = iter(["monday", "monday", "tuesday"])

    def chore() -> None:
        calls.append("called")
        raise RuntimeError

    run = chores.once_a_day(chore)
    monkeypatch.setattr(chores.timezone, "localdate", lambda: next(days))
    with pytest.raises(RuntimeError):
        run()
    run()
    with pytest.raises(RuntimeError):
        run()
    assert len(calls) == 2


def test_nothing_is_started_outside_a_web_process() -> None:
    assert threads() == []


PROGRAM = """
import os, sys, django
django.setup()
from django.db import connections
from search.reports import query_log
from search.sync import background
connections.close_all()
background.start()
if sys.argv[1] == "fork":
    query_log.note("the parent's", "en", 1)
    pid = os.fork()
    if pid == 0:
        assert background._worker.pid == os.getpid() and background._worker.thread.is_alive()
        query_log.note("the child's", "en", 1)
        sys.exit()
    assert os.waitpid(pid, 0)[1] == 0
query_log.note("the last word", "en", 1)
"""


@pytest.mark.parametrize(
    ("how", "expected"), [("plain", {"the last word"}), ("fork", {"the last word", "the parent's", "the child's"})]
)
def test_what_was_counted_is_written_at_the_end(
    how: str, expected: set[str], tmp_path: Path, databases: Databases, transactional_db: None
) -> None:
    with databases.for_process(tmp_path) as environment:
        command = [sys.executable, "-c", PROGRAM, how]
        subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=True, timeout=180)
        rows = SearchedQuery.objects.values_list("text", "searches")
        assert len(rows) == len(expected) and dict(rows) == dict.fromkeys(expected, 1)
