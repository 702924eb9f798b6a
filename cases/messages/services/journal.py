"""Journal of mails that the server has taken, on disk before anything else: what the database may not know yet.

A process that dies between the answer of the server and its commit leaves the key here; the next to look marks the
message as sent. The file is emptied each time, under a lock that writers hold as well.
"""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings


def note_accepted(key: str) -> None:
    """Writes the key of a mail that was taken, and returns when the disk has it."""
    with _opened() as file:
        os.write(file, f"{key}\n".encode("ascii"))
        os.fsync(file)


def settle(mark: Callable[[list[str]], object]) -> int:
    """Hands over every key that is in the journal, then forgets them; returns how many. Not where ``mark`` raises."""
    path = _path()
    if not path.exists() or not path.stat().st_size:
        return 0
    with _opened() as file:
        text = os.pread(file, os.fstat(file).st_size, 0).decode("ascii", "replace")
        keys = [line for line in text.splitlines() if len(line) == 32]  # one half written was not waited for
        mark(keys)
        os.ftruncate(file, 0)
    return len(keys)


@contextmanager
def _opened() -> Iterator[int]:
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True)
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file
    finally:
        os.close(file)


def _path() -> Path:
    return Path(settings.MAIL_JOURNAL)
