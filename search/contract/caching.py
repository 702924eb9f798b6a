"""Values that are looked up again: the least recently used ones go first.

Not ``functools.lru_cache``: of a method it would hold the object, which holds it, so that a searcher and the files of
segments long merged would stay until the garbage collector comes by.
"""

import threading
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from cachetools import LRUCache

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class BoundedCache(Generic[K, V]):
    """A cache of at most ``maxsize`` values that threads may share."""

    def __init__(self, maxsize: int) -> None:
        self._values: LRUCache[K, V] = LRUCache(maxsize)
        self._lock = threading.Lock()

    def get(self, key: K) -> V | None:
        """The value of a key, None where none is kept."""
        with self._lock:
            return self._values.get(key)

    def set(self, key: K, value: V) -> None:
        """Keeps a value."""
        with self._lock:
            self._values[key] = value

    def get_or_set(self, key: K, make: Callable[[], V]) -> V:
        """The value that is kept, or else a new one by ``make``. Two threads may make the value of a key at once.

        What ``make`` raises is raised, and nothing is kept.
        """
        with self._lock:
            if key in self._values:  # None is a value as well
                return self._values[key]
        value = make()
        self.set(key, value)
        return value
