"""Asks the engine of the settings; where that does not answer in time, the embedded one, so that readers have one.

Only a remote engine is guarded: all its calls for one answer share a budget of time (``beside``), and the first
failure opens a breaker. Probes have threads of their own: no reader waits for one.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from time import monotonic
from typing import Generic, TypeVar

import structlog
from django.conf import settings

from search.contract.errors import EngineUnavailable, Refused
from search.contract.faults import Fault
from search.contract.query import MatchAll
from search.contract.searcher import Hit, NearestRequest, Searcher, SearchRequest, SearchResult
from search.engines import get_engine
from search.engines.deadline import within
from search.engines.targets import is_remote
from search.models import EMBEDDED
from search.sync.condition import known_fault

from .breaker import Breaker

BUDGET = 0.9  # seconds that a remote engine may take for one answer
T = TypeVar("T")
logger = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Answer(Generic[T]):
    """Answer of an engine; ``degraded`` when it was not the engine of the settings."""

    value: T
    degraded: bool = False


@cache
def breaker_of(name: str) -> Breaker:
    """The breaker of an engine in this process."""
    return Breaker(name, settings.SEARCH_PROBE_SECONDS)


def answer(ask: Callable[[Searcher], T]) -> Answer[T]:
    """Calls ``ask`` with the engine that answers, perhaps twice: with the first choice, then with the fallback.

    An engine whose index is known to be faulty is not asked, for it may answer wrongly; unless it only learns nothing
    new, and nothing else answers. Raises EngineUnavailable when no engine answers.
    """
    engine = get_engine()
    if not is_remote(engine.name):
        return Answer(ask(engine))
    breaker = breaker_of(engine.name)
    fault = known_fault(engine.name)
    reason: str | Fault = "it was left alone after a failure"
    if fault is not None and (settings.SEARCH_FALLBACK or not fault.still_answers):
        reason = fault
    elif breaker.allows():
        try:
            return Answer(ask(_Guarded(engine, BUDGET)))
        except Refused as error:  # this question only: others are asked as before
            logger.exception("search_engine_refused", engine=engine.name)
            reason = str(error)
        except EngineUnavailable as error:
            breaker.failed(reason := str(error))
    elif breaker.takes_probe():
        threading.Thread(target=_probe, args=(engine, breaker), name="search-probe", daemon=True).start()
    if not settings.SEARCH_FALLBACK:
        raise EngineUnavailable(reason)
    return Answer(ask(get_engine(EMBEDDED)), degraded=True)


class _Guarded:
    """Searcher with a budget of seconds for all its calls; calls beside each other count once."""

    def __init__(self, engine: Searcher, budget: float) -> None:
        self.name, self._engine, self._left = engine.name, engine, budget
        self._lock = threading.Lock()
        self._under_way, self._since = 0, 0.0

    def search(self, request: SearchRequest) -> SearchResult:
        return self._within(lambda: self._engine.search(request))

    def nearest(self, request: NearestRequest) -> list[Hit]:
        return self._within(lambda: self._engine.nearest(request))

    def vector(self, code: str) -> bytes | None:
        return self._within(lambda: self._engine.vector(code))

    def _within(self, call: Callable[[], T]) -> T:
        left = self._begin()
        try:
            return within(call, left)
        except EngineUnavailable:
            raise
        except Exception as error:  # a mistake of ours: a reader need not suffer from it
            raise Refused(repr(error)) from error
        finally:
            self._end()

    def _begin(self) -> float:
        with self._lock:
            now = monotonic()
            if not self._under_way:
                self._since = now
            self._under_way += 1
            return self._left - (now - self._since)

    def _end(self) -> None:
        with self._lock:
            self._under_way -= 1
            if not self._under_way:
                self._left -= monotonic() - self._since


def _probe(engine: Searcher, breaker: Breaker) -> None:
    """Asks for as little as can be; the breaker closes when an answer comes."""
    try:
        within(lambda: engine.search(SearchRequest(MatchAll(), settings.LANGUAGE_CODE, limit=1)), BUDGET)
    except Exception as error:
        breaker.failed(str(error))
    else:
        breaker.recovered()
