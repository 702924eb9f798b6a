"""The vector of a query, or none when the model does not answer in time: a search never waits for it."""

import os
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TookTooLong

import structlog

from search.contract.caching import BoundedCache

from .embedder import Embedder, EmbedderUnavailable, Vector, get_embedder

PATIENCE = 0.3  # seconds
FIRST_PATIENCE = 3.0  # seconds, once in a process that has not loaded the model before
LOADS = "city"  # any text; asking for its vector loads the model
REST = 30.0  # seconds without asking, after a failure
REMEMBERED = 500  # queries

logger = structlog.get_logger(__name__)


Awaited = Callable[[], Vector | None]  # waits no longer than the patience that is left


class _Asker:
    """Asks in a thread of its own and remembers the last answers. One per process."""

    def __init__(self) -> None:
        self.process = os.getpid()
        self.pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="embedder")
        self.answers: BoundedCache[tuple[str, str], Vector] = BoundedCache(REMEMBERED)
        self.resting_until = 0.0
        self.has_answered = False
        self.loading: Future[Vector] | None = None

    def ask(self, embedder: Embedder, text: str) -> Awaited:
        question = embedder.model, text
        if (known := self.answers.get(question)) is not None:
            return lambda: known
        if time.monotonic() < self.resting_until or (self.loading is not None and not self.loading.done()):
            return _no_vector
        is_first = self.loading is None and not self.has_answered
        until = time.monotonic() + (FIRST_PATIENCE if is_first else PATIENCE)
        future: Future[Vector] = self.pool.submit(embedder.query, text)
        return lambda: self._collect(question, future, until)

    def _collect(self, question: tuple[str, str], future: Future[Vector], until: float) -> Vector | None:
        try:
            vector = future.result(timeout=max(0.0, until - time.monotonic()))
        except (EmbedderUnavailable, TookTooLong) as error:
            future.cancel()
            self.resting_until = time.monotonic() + REST
            logger.warning("embedder_unavailable", reason=str(error) or "too slow", seconds_without=REST)
            return None
        self.has_answered = True
        self.answers.set(question, vector)
        return vector

    def load(self, embedder: Embedder) -> None:
        if self.loading is None and not self.has_answered:
            self.loading = self.pool.submit(embedder.query, LOADS)
            self.loading.add_done_callback(self._loaded)

    def _loaded(self, loading: "Future[Vector]") -> None:
        if (error := loading.exception()) is None:
            self.has_answered = True
        else:
            logger.warning("embedder_not_loaded", reason=str(error))


_asker: _Asker | None = None


def ask(text: str) -> Awaited:
    """Has the vector of a query made beside. What is returned waits for it, and gives it.

    It gives None when meaning is off, or the model is missing, broken or slow. Neither ever raises.
    """
    embedder = get_embedder()
    if embedder is None or not text.strip():
        return _no_vector
    return _of_this_process().ask(embedder, text)


def _no_vector() -> None:
    return None


def load_model() -> None:
    """Has the model loaded beside, so that no reader waits for it: until then searches go without. Never raises."""
    embedder = get_embedder()
    if embedder is not None:
        _of_this_process().load(embedder)


def _of_this_process() -> _Asker:
    global _asker
    if _asker is None or _asker.process != os.getpid():  # threads do not survive a fork
        _asker = _Asker()
    return _asker


def forget_answers() -> None:
    """Forgets answers and failures: another model is in force."""
    global _asker
    _asker = None
