"""One writer at a time, across processes; a lock is let go by the system even when the holder is killed."""

import fcntl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

_threads = {"lock": threading.Lock(), "vectors.lock": threading.Lock()}


@contextmanager
def index_lock(*, wait: bool, seconds: float = 60.0) -> Iterator[bool]:
    """For who writes the index. Yields False when someone else has it (after ``seconds``, when ``wait``)."""
    with _held("lock", seconds if wait else 0) as held:
        yield held


@contextmanager
def vectors_lock() -> Iterator[bool]:
    """For who computes vectors, so that two processes do not compute the same. Yields False when someone else does."""
    with _held("vectors.lock", 0) as held:
        yield held


@contextmanager
def _held(name: str, seconds: float) -> Iterator[bool]:
    settings.SEARCH_INDEX_DIR.mkdir(parents=True, exist_ok=True)
    if not _threads[name].acquire(timeout=seconds):
        yield False
        return
    try:
        with open(settings.SEARCH_INDEX_DIR / name, "w", encoding="ascii") as file:
            yield _take(file.fileno(), seconds)
    finally:
        _threads[name].release()


def _take(descriptor: int, seconds: float) -> bool:
    until = time.monotonic() + seconds
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                return False
            time.sleep(0.05)
        else:
            return True
