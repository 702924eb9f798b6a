"""One writer of the index at a time, across processes; let go by the system even when the holder is killed."""

import fcntl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

_threads = threading.Lock()


@contextmanager
def index_lock(*, wait: bool, seconds: float = 60.0) -> Iterator[bool]:
    """Holds the lock for the block; yields False when someone else has it (after ``seconds``, when ``wait``)."""
    settings.SEARCH_INDEX_DIR.mkdir(parents=True, exist_ok=True)
    if not _threads.acquire(timeout=seconds if wait else 0):
        yield False
        return
    try:
        with open(settings.SEARCH_INDEX_DIR / "lock", "w", encoding="ascii") as file:
            held = _take(file.fileno(), seconds if wait else 0)
            yield held
    finally:
        _threads.release()


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
