"""Locks across processes: on a file, or in PostgreSQL, for nodes that have no disk in common.

Either is let go when its holder dies, killed or not.
"""

import fcntl
import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.db import DatabaseError, connection

PAUSE = 0.05  # seconds between two attempts
Waits = Callable[[], object]


@contextmanager
def held_on_disk(path: Path, seconds: float = 0, waits: Waits = lambda: None) -> Iterator[bool]:
    """A lock on a file, which is made. Yields False when someone else has it, after ``seconds``.

    ``waits`` is called once, if it has to wait.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="ascii") as file:  # whoever has it may have written there who it is

        def take() -> bool:
            try:
                fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            return True

        yield _taken(take, seconds, waits)


@contextmanager
def held_in_database(number: int, seconds: float = 0, waits: Waits = lambda: None) -> Iterator[bool]:
    """Advisory lock of PostgreSQL, which is a number (64 bits, with sign). Yields False when someone else has it.

    It lives and dies with a transaction of its own, since the connection of who asks may be closed and opened anew
    meanwhile; not with a session, which a pool, here or before the server, would give to others with the lock.
    """
    session = connection.copy()
    session.settings_dict["OPTIONS"].pop("pool", None)
    try:
        session.set_autocommit(False)
        with session.cursor() as cursor:
            cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
            name = f"process {os.getpid()} on {socket.gethostname()}"  # for who looks who has it, in pg_stat_activity
            cursor.execute("SELECT set_config('application_name', %s, true)", [name[:63]])

            def take() -> bool:
                cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [number])
                return bool(cursor.fetchone()[0])

            yield _taken(take, seconds, waits)
    finally:
        with suppress(DatabaseError):  # here, since the server notices the end of a session only a moment later
            session.rollback()
        session.close()


def _taken(take: Callable[[], bool], seconds: float, waits: Waits) -> bool:
    until = time.monotonic() + seconds
    if take():
        return True
    if seconds:
        waits()
    while time.monotonic() < until:
        time.sleep(PAUSE)
        if take():
            return True
    return False
