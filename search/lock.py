"""One writer at a time for an index, across processes; a lock is let go when its holder dies, killed or not.

The embedded index lies on a disk, and so do its locks. What several machines write is locked where all of them look: in
PostgreSQL (an advisory lock on a connection of its own), else, since SQLite means one machine, on the disk as well.
"""

import fcntl
import hashlib
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection

from .models import EMBEDDED
from .targets import is_remote

_PAUSE = 0.05  # seconds between two attempts
_threads: dict[str, threading.Lock] = {}


class AlreadyRunning(Exception):
    """Someone else builds this index, or writes it for too long."""


@contextmanager
def index_lock(engine: str = EMBEDDED, *, wait: bool, seconds: float = 60.0) -> Iterator[bool]:
    """For who writes the index that answers. Yields False when someone else has it (after ``seconds``, if ``wait``)."""
    with _held(f"{engine}.lock", seconds if wait else 0, shared=is_remote(engine)) as held:
        yield held


@contextmanager
def rebuild_lock(engine: str = EMBEDDED, *, seconds: float = 0) -> Iterator[bool]:
    """For who builds an index anew. Yields False when someone else does, after ``seconds``."""
    with _held(f"{engine}-rebuild.lock", seconds, shared=is_remote(engine)) as held:
        yield held


@contextmanager
def vectors_lock() -> Iterator[bool]:
    """For who computes vectors, so that two processes do not compute the same. Yields False when someone else does."""
    with _held("vectors.lock", 0, shared=is_remote(settings.SEARCH_ENGINE)) as held:
        yield held


@contextmanager
def _held(name: str, seconds: float, *, shared: bool) -> Iterator[bool]:
    """``shared``: by machines that have no disk in common."""
    thread = _threads.setdefault(name, threading.Lock())
    if not thread.acquire(timeout=seconds):
        yield False
        return
    try:
        with (_in_database if shared and connection.vendor == "postgresql" else _on_disk)(name, seconds) as held:
            yield held
    finally:
        thread.release()


@contextmanager
def _on_disk(name: str, seconds: float) -> Iterator[bool]:
    settings.SEARCH_INDEX_DIR.mkdir(parents=True, exist_ok=True)
    with open(settings.SEARCH_INDEX_DIR / name, "w", encoding="ascii") as file:

        def take() -> bool:
            try:
                fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            return True

        yield _take(take, seconds)


@contextmanager
def _in_database(name: str, seconds: float) -> Iterator[bool]:
    key = int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "big", signed=True)
    own = connection.copy()  # so that the lock lives and dies with what is done under it
    try:
        with own.cursor() as cursor:

            def take() -> bool:
                cursor.execute("SELECT pg_try_advisory_lock(%s)", [key])
                return bool(cursor.fetchone()[0])

            held = _take(take, seconds)
            try:
                yield held
            finally:
                if held:
                    cursor.execute("SELECT pg_advisory_unlock(%s)", [key])
    finally:
        own.close()


def _take(take: Callable[[], bool], seconds: float) -> bool:
    until = time.monotonic() + seconds
    while not take():
        if time.monotonic() >= until:
            return False
        time.sleep(_PAUSE)
    return True
