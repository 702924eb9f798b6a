"""One quiet thread in every web process, for the chores that must not happen in a request."""

import atexit
import os
import threading
from collections.abc import Callable
from datetime import date, timedelta
from time import monotonic
from typing import Any

import structlog
from django.conf import settings
from django.db import connections
from django.utils import timezone

from . import query_log
from .delivery import due
from .engines import get_engine
from .machines import appear, forget_silent
from .meaning.asking import load_model
from .meaning.queue import compute_quietly, noted
from .models import EMBEDDED
from .rebuild import keep_index, keep_indexes, needs_build, tidy_indexes
from .signals import changes_wait
from .targets import target_engines

INTERVAL = 5.0  # seconds
LEFT = timedelta(seconds=15)  # an entry that waits longer was left by the workers
_PATIENCE = 5.0  # seconds that the end of the process waits for a round under way
logger = structlog.get_logger(__name__)


def once_a_day(chore: Callable[[], object]) -> Callable[[], object]:
    """The chore as one that does something only the first time in a day, and after a failure the next day again."""
    last: list[date] = []

    def run() -> None:
        today = timezone.localdate()
        if last != [today]:
            last[:] = [today]
            chore()

    run.__name__ = chore.__name__
    return run


def once_a_minute(chore: Callable[[], object]) -> Callable[[], object]:
    """The chore as one that does something only where a minute has passed since the last time."""
    last: list[float] = []

    def run() -> None:
        now = monotonic()
        if not last or now - last[0] >= 60.0:
            last[:] = [now]
            chore()

    run.__name__ = chore.__name__
    return run


def keep_up() -> None:
    """Brings every index up to date, and computes the vectors that cases wait for."""
    keep_indexes()
    compute_quietly()


def keep_up_here() -> None:
    """The same in a web process; where a worker does it, what no worker of this machine does."""
    if settings.SEARCH_DRAIN != "worker":
        keep_up()
    elif EMBEDDED in target_engines():
        keep_own_index()


def keep_own_index() -> None:
    """Brings the index of this machine up to date where the workers are on others, which cannot reach it.

    One that is here does so at once, so that nothing is left for long.
    """
    engine, before = get_engine(EMBEDDED), timezone.now() - LEFT
    appear(builds=True)
    if needs_build(engine) or due(EMBEDDED).filter(created_at__lt=before).exists():
        keep_index(EMBEDDED)
    if noted().filter(engine=EMBEDDED, created_at__lt=before).exists():
        compute_quietly(engine)


# Done in this order, every few seconds: a chore with nothing to do must return at once.
CHORES: list[Callable[[], object]] = [
    load_model,
    keep_up_here,
    query_log.flush,
    once_a_day(query_log.forget_old),
    once_a_minute(tidy_indexes),
    once_a_minute(forget_silent),
]


class _Worker:
    """The thread of one process."""

    def __init__(self) -> None:
        self.pid = os.getpid()
        self.woken = threading.Event()
        self.ended = False
        self.thread = threading.Thread(target=self._work, name="search-background", daemon=True)

    def _work(self) -> None:
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


def run_round() -> None:
    """Every chore once, in the calling thread, whose database connections are closed after. A failure is logged."""
    try:
        for chore in tuple(CHORES):
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
    query_log.flush()
    connections.close_all()
