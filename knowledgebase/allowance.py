"""Allowances: how much of something each reader still has, counted for all processes of a machine together.

Kept in a small SQLite file, since a site needs no service besides. Each reader is one number: the moment at which all
of the allowance is there again (the generic cell rate algorithm: a bucket that leaks evenly, with no list of requests).
"""

import math
import os
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import structlog

PATIENCE = 0.05  # seconds to wait for another process; a count is not worth more
TIDIED_EVERY = 60.0  # seconds
TABLE = "CREATE TABLE IF NOT EXISTS allowance (who TEXT PRIMARY KEY, full_at REAL) WITHOUT ROWID"
NOTHING = (-1, -1)
ROUNDING = 1e-6  # seconds
logger = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Policy:
    """So many requests in so many seconds, all at once or spread over them."""

    name: str
    limit: int
    window: int = 60  # seconds

    @property
    def step(self) -> float:
        """Seconds after which one more request is allowed."""
        return self.window / self.limit


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a request is allowed, how many more are, and seconds until all are (``reset``) or one is (``wait``)."""

    is_allowed: bool
    remaining: int
    reset: int
    wait: int = 0


def judge(policy: Policy, full_at: float, now: float) -> tuple[Verdict, float]:
    """Verdict on a request of a reader whose allowance is full again at ``full_at``; and when it will be after it."""
    # A moment further away than any that was ever written: the clock of the machine was set back.
    began = now if full_at > now + policy.window + policy.step else max(full_at, now)
    after = began + policy.step
    late = after - now - policy.window
    if late > ROUNDING:
        return Verdict(False, 0, _whole(began - now), _whole(late)), full_at
    remaining = int((-late + ROUNDING) / policy.step)
    return Verdict(True, remaining, _whole(after - now)), after


def _whole(seconds: float) -> int:
    """Seconds after which it has passed."""
    return max(1, math.ceil(seconds - ROUNDING))


class Allowances:
    """The file. What goes wrong with it is logged, and everything is allowed meanwhile: readers come first."""

    def __init__(self, path: Path, clock: Callable[[], float] = time.time, patience: float = PATIENCE) -> None:
        self.path, self.clock, self.patience = path, clock, patience
        self._local = threading.local()
        self._tidied = 0.0

    def take(self, policy: Policy, who: str) -> Verdict | None:
        """Takes one request from an allowance; None where it cannot be told."""
        try:
            return self._take(policy, f"{policy.name}:{who}")
        except (sqlite3.OperationalError, OSError) as error:  # locked, full, read-only, gone
            logger.warning("allowances_not_counted", reason=str(error))
        except sqlite3.DatabaseError as error:  # no longer a database: it begins anew
            logger.warning("allowances_lost", reason=str(error))
            for suffix in ("", "-wal", "-shm"):
                Path(f"{self.path}{suffix}").unlink(missing_ok=True)
        self._forget_connection()
        return None

    def _take(self, policy: Policy, key: str) -> Verdict:
        connection, now = self._connection(), self.clock()
        connection.execute("BEGIN IMMEDIATE")
        try:
            row = connection.execute("SELECT full_at FROM allowance WHERE who = ?", [key]).fetchone()
            verdict, full_at = judge(policy, row[0] if row else now, now)
            if verdict.is_allowed:
                connection.execute("REPLACE INTO allowance VALUES (?, ?)", [key, full_at])
            if now - self._tidied > TIDIED_EVERY:
                connection.execute("DELETE FROM allowance WHERE full_at < ?", [now])
                self._tidied = now
        finally:
            connection.execute("COMMIT")
        return verdict

    def _connection(self) -> sqlite3.Connection:
        """The connection of this thread of this process."""
        known = getattr(self._local, "of", NOTHING)
        if known == NOTHING or known != self._which():
            self._forget_connection()
            self.path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(self.path, timeout=self.patience, isolation_level=None)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = OFF")  # what a failure of power takes is a minute's counts
            connection.execute(TABLE)
            self._local.connection, self._local.of = connection, self._which()
        found: sqlite3.Connection = self._local.connection
        return found

    def _which(self) -> tuple[int, int]:
        """Process and file that a connection is of: another process may have begun the file anew."""
        with suppress(FileNotFoundError):
            return os.getpid(), self.path.stat().st_ino
        return NOTHING

    def _forget_connection(self) -> None:
        process, _file = getattr(self._local, "of", NOTHING)
        if process == os.getpid():  # that of a parent process is the parent's to close
            with suppress(sqlite3.Error):
                self._local.connection.close()
        self._local.of = NOTHING
