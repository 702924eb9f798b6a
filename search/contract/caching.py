"""The last answers to questions that are asked again.

Not ``functools.lru_cache``: of a method it would hold the object, which holds it, so that a searcher and the files of
segments long merged would stay until the garbage collector comes by.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Remembered(Generic[K, V]):
    """At most so many answers; the one that was not asked for the longest time goes first. Threads may share it."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._answers: OrderedDict[K, V] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, question: K) -> V | None:
        """The answer that is remembered, None where none is."""
        with self._lock:
            if question not in self._answers:
                return None
            self._answers.move_to_end(question)
            return self._answers[question]

    def put(self, question: K, answer: V) -> None:
        """Remembers an answer."""
        with self._lock:
            self._answers[question] = answer
            while len(self._answers) > self._most:
                self._answers.popitem(last=False)

    def answer(self, question: K, find: Callable[[], V]) -> V:
        """The answer that is remembered, or else what ``find`` gives. Two threads may find the same at once.

        What ``find`` raises is raised, and not remembered.
        """
        with self._lock:
            if question in self._answers:
                self._answers.move_to_end(question)
                return self._answers[question]
        found = find()
        self.put(question, found)
        return found
