"""Metrics of searches, for Prometheus. ``knowledgebase/probes.py`` decides who may read them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter

from prometheus_client import Counter, Gauge, Histogram

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 1.5, 2.5, 5.0)
SECONDS = Histogram(
    "search_seconds", "A search, from what was typed to what is shown", ["engine", "outcome"], buckets=BUCKETS
)
DEGRADED = Counter("search_degraded", "Searches that another engine answered than that of the settings")
WITHOUT_MEANING = Counter("search_without_meaning", "Searches that compared words alone, though meaning is on")
# Of several web processes the worst is shown, of those that live.
BREAKER_OPEN = Gauge(
    "search_breaker_open", "1 while an engine is left alone after a failure", ["engine"], multiprocess_mode="livemax"
)


@dataclass(slots=True)
class Measured:
    """Outcome of a search: ``found``, ``nothing``, or ``failed`` where it ends before either was noted."""

    engine: str
    outcome: str = "failed"
    degraded: bool = False
    without_meaning: bool = False


@contextmanager
def measured(engine: str) -> Iterator[Measured]:
    """Measures what happens within; the caller says how it went."""
    search, began = Measured(engine), perf_counter()
    try:
        yield search
    finally:
        SECONDS.labels(search.engine, search.outcome).observe(perf_counter() - began)
        if search.degraded:
            DEGRADED.inc()
        if search.without_meaning:
            WITHOUT_MEANING.inc()
