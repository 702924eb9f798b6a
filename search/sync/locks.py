"""Locks by which an index has one writer at a time, across processes.

The embedded index lies on a disk, and so do its locks: every node has its own. What several nodes write is locked
where all of them look: in PostgreSQL, else, since SQLite means one node, on the disk as well.
"""

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection

from search.engines.targets import is_remote
from search.models import EMBEDDED

from .exclusive import held_in_database, held_on_disk

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
    """Lock for computing vectors, so that no two processes compute one twice. Yields False when someone else has it."""
    with _held("vectors.lock", 0, shared=True) as held:
        yield held


@contextmanager
def _held(name: str, seconds: float, *, shared: bool) -> Iterator[bool]:
    """``shared``: by nodes that have no disk in common."""
    path = settings.SEARCH_INDEX_DIR / name
    thread = _threads.setdefault(str(path), threading.Lock())
    if not thread.acquire(timeout=seconds):
        yield False
        return
    try:
        in_database = shared and connection.vendor == "postgresql"
        with held_in_database(_number(name), seconds) if in_database else held_on_disk(path, seconds) as held:
            yield held
    finally:
        thread.release()


def _number(name: str) -> int:
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "big", signed=True)
