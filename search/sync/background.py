"""Background thread of a web process, for the chores that must not happen in a request."""

import atexit
import os
import threading
from collections.abc import Callable, Sequence
from time import monotonic
from typing import Any

import structlog
from django.db import connections

from search.signals import changes_wait

from .chores import AT_EXIT, AT_START, CHORES

INTERVAL = 5.0  # seconds
_PATIENCE = 5.0  # seconds that the end of the process waits for a round under way
logger = structlog.get_logger(__name__)


class _Worker:
    """The thread of one process."""

    def __init__(self) -> None:
        self.pid = os.getpid()
        self.woken = threading.Event()
        self.ended = False
        self.began = monotonic()
        self.thread = threading.Thread(target=self._work, name="search-background", daemon=True)

    def _work(self) -> None:
        run_round(AT_START)
        while not self.ended:
            self.woken.wait(INTERVAL)
            self.woken.clear()
            if not self.ended:
                run_round()

    def end(self) -> None:
        self.ended = True
        self.woken.set()
        self.thread.join(_PATIENCE)


_lock = threading.Lock()
_worker: _Worker | None = None


def start() -> None:
    """Starts the thread, unless this process has it. A process forked from one that has it gets its own."""
    global _worker
    with _lock:
        if _worker is not None and _worker.pid == os.getpid():
            return
        if _worker is None:
            atexit.register(_finish)
            os.register_at_fork(after_in_child=_restart)
            changes_wait.connect(_on_changes)
        _worker = _Worker()
        _worker.thread.start()


def wake() -> None:
    """Makes the thread, where there is one, run a round at once."""
    if _worker is not None:
        _worker.woken.set()


def _on_changes(**kwargs: Any) -> None:
    """Changes were committed that a request must not bring to an engine itself."""
    wake()


def seconds_since_start() -> float | None:
    """For how long this process has had the thread; None where it has none."""
    return None if _worker is None else monotonic() - _worker.began


def run_round(chores: Sequence[Callable[[], object]] | None = None) -> None:
    """Does every chore (of CHORES) once, in the calling thread, whose database connections are closed after.

    A failure is logged.
    """
    try:
        for chore in tuple(CHORES if chores is None else chores):
            try:
                chore()
            except Exception:
                logger.exception("background_chore_failed", chore=getattr(chore, "__name__", repr(chore)))
    finally:
        connections.close_all()


def _restart() -> None:
    """In a forked child, which has no thread but its own, and where the lock may have been held."""
    global _lock
    _lock = threading.Lock()
    start()


def _finish() -> None:
    """At the end of the process: lets a round under way end, and writes what was still counted."""
    if _worker is not None and _worker.pid == os.getpid():
        _worker.end()
    for chore in AT_EXIT:
        chore()
    connections.close_all()
