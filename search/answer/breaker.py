"""A circuit breaker: after a failed call an engine is left alone, and looked after until it answers again."""

import threading
import time
from collections.abc import Callable
from enum import StrEnum

import structlog

from .metrics import BREAKER_OPEN

STUCK = 10.0  # seconds after which a probe that has not come back is given up
logger = structlog.get_logger(__name__)


class State(StrEnum):
    """Closed: the engine is asked. Open: it is not. Half-open: one probe is under way, which decides."""

    CLOSED = "closed"
    OPEN = "open"
    HALF_OPEN = "half-open"


class Breaker:
    """The state of one engine in one process. One failure opens it; a probe that succeeds closes it."""

    def __init__(self, name: str, rest: float, clock: Callable[[], float] = time.monotonic) -> None:
        """``rest``: seconds between a failure and the next probe."""
        self.name, self.rest, self._clock = name, rest, clock
        self._lock = threading.Lock()
        self._failed_at: float | None = None
        self._probed_at: float | None = None

    @property
    def state(self) -> State:
        """The state now."""
        if self._failed_at is None:
            return State.CLOSED
        return State.OPEN if self._probed_at is None else State.HALF_OPEN

    def allows(self) -> bool:
        """Whether the engine may be asked for a reader."""
        return self._failed_at is None

    def failed(self, reason: str) -> None:
        """A call or a probe failed."""
        with self._lock:
            if self._failed_at is None:
                logger.warning("search_engine_left_alone", engine=self.name, reason=reason)
            self._failed_at, self._probed_at = self._clock(), None
        BREAKER_OPEN.labels(self.name).set(1)

    def takes_probe(self) -> bool:
        """Whether the caller is the one to probe: it is time, and nobody else does. It then says how that went."""
        with self._lock:
            if self._failed_at is None:
                return False
            now = self._clock()
            if self._probed_at is not None and now - self._probed_at < STUCK:
                return False
            if self._probed_at is None and now - self._failed_at < self.rest:
                return False
            self._probed_at = now
            return True

    def recovered(self) -> None:
        """A probe succeeded. A call that began before the failure and succeeded late says nothing."""
        with self._lock:
            if self._failed_at is not None:
                logger.warning("search_engine_answers_again", engine=self.name)
            self._failed_at = self._probed_at = None
        BREAKER_OPEN.labels(self.name).set(0)
