"""Whether this process can serve: database, engine, how far the indexes lag, and whether the workers live."""

import threading
import time
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import structlog
from django.conf import settings
from django.db import connection

from home.selectors.heartbeat import seconds_silent
from search.contract.errors import EngineUnavailable
from search.engines import get_engine
from search.sync.lag import outbox_state

KEPT = 2.0  # seconds that an answer is given again, so that asking often costs nothing
LONGEST_LAG = 300.0  # seconds that a change may wait for an index
LONGEST_SILENCE = 60.0  # seconds; four heartbeats missed
OK, DEGRADED, FAILED = "ok", "degraded", "failed"
Check = dict[str, Any]
logger = structlog.get_logger(__name__)

_lock = threading.Lock()
_kept: tuple[float, dict[str, Any]] | None = None


def readiness() -> dict[str, Any]:
    """``status`` and every check by name, at most KEPT seconds old.

    ``failed`` is said only of what keeps this process from answering readers. Lag, parked entries and silent workers
    are ``degraded``: taking every web process out of service would not mend them.
    """
    global _kept
    with _lock:  # whoever asks meanwhile waits for this answer instead of making another
        if _kept is None or time.monotonic() - _kept[0] > KEPT:
            _kept = (time.monotonic(), _examine())
        return _kept[1]


def forget_readiness() -> None:
    """Makes the next call look again."""
    global _kept
    _kept = None


def _examine() -> dict[str, Any]:
    checks = {"database": _checked(_database)}
    if checks["database"]["status"] == OK:
        checks |= {"engine": _checked(_engine), "outbox": _checked(_outbox), "worker": _checked(_worker)}
    found = {check["status"] for check in checks.values()}
    return {"status": next((status for status in (FAILED, DEGRADED) if status in found), OK), "checks": checks}


def _checked(check: Callable[[], Check]) -> Check:
    """Outcome of a check; of an error only its kind, since messages name hosts and users."""
    try:
        return check()
    except Exception as error:
        logger.warning("readiness_check_failed", check=check.__name__.strip("_"), reason=str(error))
        return {"status": FAILED, "reason": type(error).__name__}


def _database() -> Check:
    began = time.monotonic()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    return {"status": OK, "milliseconds": round((time.monotonic() - began) * 1000, 1)}


def _engine() -> Check:
    """The engine of the settings; where it is away, the embedded one stands in."""
    try:
        return {"status": OK, "engine": settings.SEARCH_ENGINE, "documents": get_engine().count()}
    except EngineUnavailable:
        if not settings.SEARCH_FALLBACK or settings.SEARCH_ENGINE == "embedded":
            raise
        count = get_engine("embedded").count()
        return {"status": DEGRADED, "engine": settings.SEARCH_ENGINE, "answered_by": "embedded", "documents": count}


def _outbox() -> Check:
    states = outbox_state()
    late = any(state.rebuilds or state.parked or state.oldest_seconds > LONGEST_LAG for state in states.values())
    engines = {name: asdict(state) | {"oldest_seconds": round(state.oldest_seconds)} for name, state in states.items()}
    return {"status": DEGRADED if late else OK, "engines": engines}


def _worker() -> Check:
    """Check that the process which brings changes to the indexes lives: a worker, or a web process."""
    kind = "worker" if settings.SEARCH_DRAIN == "worker" else "web"
    silent = seconds_silent().get(kind)
    fine = silent is not None and silent <= LONGEST_SILENCE
    return {"status": OK if fine else DEGRADED, "kind": kind, "seconds": None if silent is None else round(silent)}
