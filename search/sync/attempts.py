"""Attempts to build an index by itself: the next one comes later and later, as long as none of them helps.

A first one comes at once, and so does every one after the index was well for a while. The file lies beside the locks:
all processes of a node count together.
"""

import time
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

FIRST_PAUSE, LONGEST_PAUSE = 5.0, 3600.0  # seconds after an attempt; each is twice the one before
FORGOTTEN_AFTER = 600.0  # seconds since the last attempt after which an index that is well has none behind it


class Attempts(NamedTuple):
    """Number of attempts, and when the last one began (seconds since 1970)."""

    made: int = 0
    last: float = 0.0

    @property
    def next(self) -> float:
        """Time before which no other is made."""
        if not self.made:
            return 0.0
        return self.last + min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** min(self.made - 1, 20))


_remembered: dict[Path, Attempts] = {}  # of this process, where the disk keeps nothing


def are_due(engine: str) -> bool:
    """Whether an index may be built by itself now."""
    now, attempts = time.time(), _read(engine)
    return now >= attempts.next or now < attempts.last  # the clock was put back


def note(engine: str) -> None:
    """Notes that an index is about to be built."""
    attempts = Attempts(_read(engine).made + 1, time.time())
    path = _path(engine)
    _remembered[path] = attempts
    try:
        path.write_text(f"{attempts.made} {attempts.last}", encoding="ascii")
    except OSError:  # then every process counts by itself
        return


def settle(engine: str) -> None:
    """Forgets the attempts at an index that is well, once the last of them is long ago."""
    attempts = _read(engine)
    if attempts.made and time.time() - attempts.last > FORGOTTEN_AFTER:
        _remembered.pop(_path(engine), None)
        with suppress(OSError):  # where the folder cannot be written, the file is of no more account
            _path(engine).unlink(missing_ok=True)


def _read(engine: str) -> Attempts:
    path = _path(engine)
    try:
        count, last = path.read_text(encoding="ascii").split()
        attempts = Attempts(int(count), float(last))
    except (OSError, ValueError):
        attempts = Attempts()
    return max(attempts, _remembered.get(path, attempts))


def _path(engine: str) -> Path:
    folder: Path = settings.SEARCH_INDEX_DIR
    return folder / f"{engine}.attempts"
