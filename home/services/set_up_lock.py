"""Lock of the set-up: when several nodes start together, one migrates and the others wait for it."""

import math
import os
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

from search.sync.exclusive import held_in_database, held_on_disk

# An advisory lock is a number; this one stands for "the schema of this site" and means nothing else.
NUMBER = 0x6B6E6F77
_mine = threading.local()


@contextmanager
def set_up_lock(waits: Callable[[], object] = lambda: None) -> Iterator[None]:
    """Waits until no other process sets up or migrates this database; ``waits`` is called once if it has to.

    On PostgreSQL it is an advisory lock, else a lock on a file in DATA_DIR. Who holds it may take it again.
    """
    if getattr(_mine, "held", False):
        yield
        return
    on_disk = connection.vendor != "postgresql"
    lock = held_on_disk(_path(), math.inf, waits) if on_disk else held_in_database(NUMBER, math.inf, waits)
    with lock:
        _mine.held = True
        try:
            if on_disk:
                _path().write_text(f"process {os.getpid()} on {socket.gethostname()}", encoding="utf-8")
            yield
        finally:
            _mine.held = False


def holder() -> str:
    """The process that sets up this site now, such as ``process 4711 on web-1``, as far as it can be known."""
    if connection.vendor != "postgresql":
        try:
            name = _path().read_text(encoding="utf-8")
        except OSError:
            name = ""
    else:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT application_name FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE locktype = 'advisory' "
                "AND granted AND classid = %s AND objid = %s AND datname = current_database()",
                [NUMBER >> 32, NUMBER & 0xFFFFFFFF],
            )
            row = cursor.fetchone()
            name = row[0] if row else ""
    return name or "another process"


def _path() -> Path:
    path: Path = settings.DATA_DIR / "set-up.lock"
    return path
