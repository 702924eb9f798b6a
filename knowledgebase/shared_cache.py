"""Cache in the memory of each process, except what counts at the doors of accounts, which all of a machine share.

django-allauth counts attempts, and remembers codes that were used, in Django's cache. Kept by each process for itself,
an attacker would have as many attempts as there are processes, and a code could be used once in each.
"""

import json
import os
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import structlog
from django.conf import settings
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.locmem import LocMemCache

SHARED = "allauth"  # what keys of that package begin with
TABLE = "CREATE TABLE IF NOT EXISTS kept (key TEXT PRIMARY KEY, value TEXT, until REAL) WITHOUT ROWID"
PATIENCE = 1.0  # seconds to wait for another process
TIDIED_EVERY = 60.0  # seconds
logger = structlog.get_logger(__name__)


class SharedMemory(LocMemCache):
    """Cache of a process whose counts of accounts lie in a small SQLite file.

    The option ``counts`` names that file. Where it cannot be written they are kept in memory, and it is logged:
    attempts are counted still.
    """

    def __init__(self, name: str, params: dict[str, Any]) -> None:
        super().__init__(name, params)
        file = params.get("OPTIONS", {}).get("counts", "accounts.sqlite3")
        self._counts = Counts(Path(settings.DATA_DIR) / "throttle" / file)

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Keeps a value where there is none yet; whether it did."""
        if not _is_shared(key):
            return super().add(key, value, timeout, version)
        return bool(
            self._tried(
                lambda: self._counts.add(key, value, self._seconds(timeout)),
                lambda: super(SharedMemory, self).add(key, value, timeout, version),
            )
        )

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """Value of a key."""
        if not _is_shared(key):
            return super().get(key, default, version)
        return self._tried(
            lambda: self._counts.get(key, default),
            lambda: super(SharedMemory, self).get(key, default, version),
        )

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        """Keeps a value."""
        if not _is_shared(key):
            super().set(key, value, timeout, version)
            return
        self._tried(
            lambda: self._counts.put(key, value, self._seconds(timeout)),
            lambda: super(SharedMemory, self).set(key, value, timeout, version),
        )

    def delete(self, key: str, version: int | None = None) -> bool:
        """Drops a key; whether it was there."""
        if not _is_shared(key):
            return super().delete(key, version)
        dropped = self._tried(lambda: self._counts.drop(key), lambda: super(SharedMemory, self).delete(key, version))
        return bool(dropped)

    def clear(self) -> None:
        """Drops everything."""
        super().clear()
        self._tried(self._counts.clear, lambda: None)

    def _seconds(self, timeout: Any) -> float:
        given = self.default_timeout if timeout is DEFAULT_TIMEOUT else timeout
        return float(given or 0)

    @staticmethod
    def _tried(shared: Callable[[], Any], own: Callable[[], Any]) -> Any:
        try:
            return shared()
        except (sqlite3.Error, OSError) as error:
            logger.warning("shared_counts_unavailable", reason=type(error).__name__)
            return own()


class Counts:
    """The file: values as JSON, each until its time is over."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()
        self._tidied = 0.0

    def add(self, key: str, value: Any, seconds: float) -> bool:
        """Keeps a value where there is none that is still valid; whether it did."""
        now = time.time()
        with self._open() as file:
            file.execute("DELETE FROM kept WHERE key = ? AND until <= ?", (key, now))
            row = (key, json.dumps(value), now + seconds)
            return file.execute("INSERT OR IGNORE INTO kept VALUES (?, ?, ?)", row).rowcount == 1

    def put(self, key: str, value: Any, seconds: float) -> None:
        """Keeps a value."""
        with self._open() as file:
            row = (key, json.dumps(value), time.time() + seconds)
            file.execute("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", row)

    def get(self, key: str, default: Any) -> Any:
        """Value of a key, while it is valid."""
        with self._open() as file:
            row = file.execute("SELECT value FROM kept WHERE key = ? AND until > ?", (key, time.time())).fetchone()
        return default if row is None else json.loads(row[0])

    def drop(self, key: str) -> bool:
        """Drops a key; whether it was there."""
        with self._open() as file:
            return file.execute("DELETE FROM kept WHERE key = ?", (key,)).rowcount == 1

    def clear(self) -> None:
        """Drops everything."""
        with self._open() as file:
            file.execute("DELETE FROM kept")

    def _open(self) -> sqlite3.Connection:
        """Connection of this thread and process; a worker that was forked opens its own."""
        held: tuple[int, sqlite3.Connection] | None = getattr(self._local, "held", None)
        if held is None or held[0] != os.getpid():
            self._path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(self._path, timeout=PATIENCE)
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=OFF")
            connection.execute(TABLE)
            connection.commit()
            self._local.held = held = (os.getpid(), connection)
        if time.monotonic() - self._tidied > TIDIED_EVERY:
            self._tidied = time.monotonic()
            with held[1] as file:
                file.execute("DELETE FROM kept WHERE until <= ?", (time.time(),))
        return held[1]


def _is_shared(key: str) -> bool:
    return key.startswith(SHARED)
