"""Locks by which an index has one writer at a time, across processes.

The embedded index lies on a disk, and so do its locks: every node has its own. What several nodes write is locked
where all of them look: in PostgreSQL, else, since SQLite means one node, on the disk as well.
"""

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

from search.contract.errors import EngineUnavailable
from search.contract.faults import Fault, Kind
from search.engines.targets import is_remote
from search.models import EMBEDDED

from .exclusive import held_in_database, held_on_disk

_threads: dict[str, threading.Lock] = {}


class AlreadyRunning(Exception):
    """Someone else builds this index, or writes it for too long."""


@contextmanager
def index_lock(engine: str = EMBEDDED, *, wait: bool, seconds: float = 60.0) -> Iterator[bool]:
    """For who writes the index that answers. Yields False when someone else has it (after ``seconds``, if ``wait``).

    Every lock here raises EngineUnavailable where the disk takes none.
    """
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
    path: Path = settings.SEARCH_INDEX_DIR / name
    thread = _threads.setdefault(str(path), threading.Lock())
    if not thread.acquire(timeout=seconds):
        yield False
        return
    try:
        in_database = shared and connection.vendor == "postgresql"
        if not in_database:
            _make(path)
        with held_in_database(_number(name), seconds) if in_database else held_on_disk(path, seconds) as held:
            yield held
    finally:
        thread.release()


def _make(path: Path) -> None:
    """Raises EngineUnavailable where the disk has no room or no right for a lock, hence none for an index."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.open("a").close()
    except OSError as error:
        raise EngineUnavailable(Fault(Kind.UNWRITABLE, error.strerror or type(error).__name__)) from error


def _number(name: str) -> int:
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "big", signed=True)
