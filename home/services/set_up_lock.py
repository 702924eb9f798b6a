"""One set-up at a time: when several machines start together, one migrates and the others wait for it."""

import fcntl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection

# An advisory lock is a number; this one stands for "the schema of this site" and means nothing else.
NUMBER = 0x6B6E6F77
LOOK_EVERY = 0.5  # seconds
_mine = threading.local()


@contextmanager
def set_up_lock(waits: Callable[[], object] = lambda: None) -> Iterator[None]:
    """Waits until no other process sets up or migrates this database; ``waits`` is called once if it has to.

    On PostgreSQL it is an advisory lock of a session of its own, else a lock on a file in DATA_DIR. Either is let go by
    itself when the process dies. Who holds it may take it again.
    """
    if getattr(_mine, "held", False):
        yield
        return
    with (_session_lock if connection.vendor == "postgresql" else _file_lock)(waits):
        _mine.held = True
        try:
            yield
        finally:
            _mine.held = False


@contextmanager
def _session_lock(waits: Callable[[], object]) -> Iterator[None]:
    # Not the connection that migrates: that one may be closed and opened anew, and the lock with it.
    session = connection.copy()
    # Nor one from a pool, which would go back to it with the lock.
    session.settings_dict["OPTIONS"].pop("pool", None)
    try:
        with session.cursor() as cursor:

            def take() -> bool:
                cursor.execute("SELECT pg_try_advisory_lock(%s)", [NUMBER])
                return bool(cursor.fetchone()[0])

            _take(take, waits)
            yield
    finally:
        session.close()


@contextmanager
def _file_lock(waits: Callable[[], object]) -> Iterator[None]:
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    with open(settings.DATA_DIR / "set-up.lock", "w", encoding="ascii") as file:

        def take() -> bool:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            return True

        _take(take, waits)
        yield


def _take(take: Callable[[], bool], waits: Callable[[], object]) -> None:
    if not take():
        waits()
        while not take():
            time.sleep(LOOK_EVERY)
