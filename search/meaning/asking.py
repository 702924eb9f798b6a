"""The vector of a query, made beside: a reader waits a moment for it, and goes without where it is late.

One that is late is no failure: it is still made, and kept for whoever asks next. Only after a failure the model rests.
"""

import os
import threading
import time
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TookTooLong

import structlog
from django.conf import settings

from search.contract.caching import BoundedCache

from .embedder import Embedder, EmbedderLate, EmbedderUnavailable, Vector, get_embedder

FIRST_PATIENCE = 3.0  # seconds, once in a process that has not loaded the model before
LOADS = "city"  # any text; asking for its vector loads the model
REST = 30.0  # seconds without asking, after a failure
REMEMBERED = 500  # queries
TOGETHER = 8  # vectors that are made in one call, where so many wait
MOST_UNDER_WAY = 64  # vectors that are made or wait for it; more would all be late

logger = structlog.get_logger(__name__)
Question = tuple[str, str]  # model and text
Attempt = Future[Vector]


class Awaited:
    """A vector that is made beside. To call it waits until ``until`` at most (None: to the end), and gives it or None.

    ``left_out``: it was wanted and not there in time, or the model rests; not where meaning is off.
    """

    def __init__(self, attempt: Attempt | None = None, until: float | None = None) -> None:
        self._attempt, self._until = attempt, until
        self.left_out = False

    def __call__(self) -> Vector | None:
        if self._attempt is None:
            return None
        left = None if self._until is None else max(0.0, self._until - time.monotonic())
        try:
            return self._attempt.result(left)
        except (EmbedderUnavailable, TookTooLong):
            self.left_out = True
            return None


class _Asker:
    """Has vectors made in threads of its own and remembers the last ones. One per process.

    What waits is made together: a thread that computes outside of Python needs the interpreter's lock once for all of
    it, and under many readers waits longer for that lock than it computes.
    """

    def __init__(self, at_once: int) -> None:
        self.process = os.getpid()
        self.pool = ThreadPoolExecutor(max_workers=at_once, thread_name_prefix="embedder")
        self.answers: BoundedCache[Question, Vector] = BoundedCache(REMEMBERED)
        self.under_way: dict[Question, Attempt] = {}
        self.waiting: deque[tuple[Question, bool]] = deque()  # and whether somebody insists
        self.lock = threading.Lock()
        self.resting_until = 0.0
        self.loads_until: float | None = None  # of a model that was not loaded ahead
        self.has_answered = False
        self.loading: Attempt | None = None

    def ask(self, embedder: Embedder, text: str, *, patiently: bool) -> Awaited:
        attempt = self.attempt(embedder, text, insists=patiently)
        if attempt is None:
            return _left_out()
        return Awaited(attempt, None if patiently else time.monotonic() + self._patience())

    def attempt(self, embedder: Embedder, text: str, *, insists: bool) -> Attempt | None:
        """The one attempt at the vector of a text, begun now unless it is under way or was made before.

        None where the model rests or has too much to do, unless the caller ``insists``.
        """
        question, attempt = (embedder.model, text), Attempt()
        with self.lock:
            if (known := self.answers.get(question)) is not None:
                attempt.set_result(known)
                return attempt
            if (begun := self.under_way.get(question)) is not None:
                return begun
            if not insists and (self._rests() or len(self.under_way) >= MOST_UNDER_WAY):
                return None
            self.under_way[question] = attempt
            self.waiting.append((question, insists))
        self.pool.submit(self._make_some, embedder)
        return attempt

    def _make_some(self, embedder: Embedder) -> None:
        """Makes what waits, some at a time. There is a call for each that waits, so the last ones find nothing."""
        with self.lock:
            taken = [self.waiting.popleft() for _one in range(min(TOGETHER, len(self.waiting)))]
        wanted = [question for question, insists in taken if insists or not self._rests()]
        failure = EmbedderUnavailable("the model rests")  # since an attempt that was begun before has failed
        vectors: list[Vector] = []
        try:
            vectors = self._made(embedder, [text for _model, text in wanted]) if wanted else []
        except EmbedderUnavailable as error:
            failure = error
        made = dict(zip(wanted, vectors, strict=False))
        for question, _insists in taken:
            if question in made:
                self.answers.set(question, made[question])
            with self.lock:
                attempt = self.under_way.pop(question)
            if question in made:
                attempt.set_result(made[question])
            else:
                attempt.set_exception(failure)

    def _made(self, embedder: Embedder, texts: Sequence[str]) -> list[Vector]:
        try:
            vectors = embedder.queries(texts)
        except EmbedderLate as error:
            logger.warning("embedder_late", reason=str(error))
            raise
        except Exception as error:  # whatever a model's library raises: words are searched all the same
            self.resting_until = time.monotonic() + REST
            logger.warning("embedder_unavailable", reason=str(error) or repr(error), seconds_without=REST)
            raise EmbedderUnavailable(str(error)) from error
        self.has_answered = True
        return vectors

    def _rests(self) -> bool:
        return time.monotonic() < self.resting_until

    def _patience(self) -> float:
        """Seconds that a reader waits. None for a model that is loaded ahead: its vector is for the next page."""
        patience: float = settings.SEARCH_EMBEDDER_PATIENCE
        if self.has_answered:
            return patience
        if self.loading is not None:
            return patience if self.loading.done() else 0.0
        now = time.monotonic()
        if self.loads_until is None:
            self.loads_until = now + FIRST_PATIENCE
        return max(patience, self.loads_until - now)

    def load(self, embedder: Embedder) -> None:
        if self.loading is None and not self.has_answered:
            self.loading = self.attempt(embedder, LOADS, insists=True)


_asker: _Asker | None = None


def ask(text: str, *, patiently: bool = False) -> Awaited:
    """Has the vector of a query made beside. What is returned waits for it, and gives it; ``patiently``, to the end.

    It gives None when meaning is off, or the model is missing, broken or slow. Neither ever raises.
    """
    embedder = get_embedder()
    if embedder is None or not text.strip():
        return Awaited()
    return _of_this_process(embedder).ask(embedder, text, patiently=patiently)


def load_model() -> None:
    """Has the model loaded beside, so that no reader waits for it: until then searches go without. Never raises."""
    embedder = get_embedder()
    if embedder is not None:
        _of_this_process(embedder).load(embedder)


def _left_out() -> Awaited:
    awaited = Awaited()
    awaited.left_out = True
    return awaited


def _of_this_process(embedder: Embedder) -> _Asker:
    global _asker
    if _asker is None or _asker.process != os.getpid():  # threads do not survive a fork
        _asker = _Asker(embedder.at_once)
    return _asker


def forget_answers() -> None:
    """Forgets answers and failures: another model is in force."""
    global _asker
    _asker = None
