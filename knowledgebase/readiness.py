"""Whether this process can serve: database, engine, how far the indexes lag, workers, and the schedule of pages."""

import threading
import time
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import structlog
from django.conf import settings
from django.db import connection

from cases.messages.selectors.coming_in import incoming_state
from cases.messages.selectors.waiting import mail_state
from home.selectors.heartbeat import seconds_silent
from home.selectors.schedule import lateness
from home.services.schedule import failed_changes
from search.contract.errors import EngineUnavailable
from search.engines import get_engine
from search.sync.background import seconds_since_start
from search.sync.condition import look_at
from search.sync.lag import PATIENCE, OutboxState, outbox_state

KEPT = 2.0  # seconds that an answer is given again, so that asking often costs nothing
LONGEST_LAG = 300.0  # seconds that a change may wait for an index
LONGEST_WAIT = 900.0  # seconds that a mail may wait after its time
LONGEST_SILENCE = 60.0  # seconds; four heartbeats missed
SHOWN_FAILURES = 20
OK, DEGRADED, FAILED = "ok", "degraded", "failed"
Check = dict[str, Any]
logger = structlog.get_logger(__name__)

_lock = threading.Lock()
_kept: tuple[float, dict[str, Any]] | None = None


def readiness() -> dict[str, Any]:
    """``status`` and every check by name, at most KEPT seconds old.

    ``failed`` is said only of what keeps this process from answering readers. Lag, parked entries, silent workers, late
    pages and late mails are ``degraded``: taking every web process out of service would not mend them.
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
        checks |= {"schedule": _checked(_schedule), "mail": _checked(_mail)}
        checks["incoming_mail"] = _checked(_incoming_mail)
    found = {check["status"] for check in checks.values()}
    return {"status": next((status for status in (FAILED, DEGRADED) if status in found), OK), "checks": checks}


def _checked(check: Callable[[], Check]) -> Check:
    """Outcome of a check; of an error only its kind, since messages name hosts and users. A fault names neither."""
    try:
        return check()
    except EngineUnavailable as error:
        logger.warning("readiness_check_failed", check=check.__name__.strip("_"), reason=str(error))
        said = {"fault": str(error.fault)} if error.fault else {}
        return {"status": FAILED, "reason": type(error).__name__, **said}
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
    """The engine of the settings; where it is away or its index is faulty, the embedded one stands in.

    What only keeps changes from it is said of the outbox: readers are answered.
    """
    name, fault = settings.SEARCH_ENGINE, None
    stands_in = settings.SEARCH_FALLBACK and name != "embedded"
    try:
        fault = look_at(get_engine(), PATIENCE)
        if fault is None:
            return {"status": OK, "engine": name, "documents": get_engine().count()}
        if fault.still_answers and not stands_in:
            return {"status": DEGRADED, "engine": name, "documents": get_engine().count(), "fault": str(fault)}
        if not stands_in:
            raise EngineUnavailable(fault)
    except EngineUnavailable:
        if not stands_in:
            raise
    count = get_engine("embedded").count()
    said = {"fault": str(fault)} if fault else {}
    return {"status": DEGRADED, "engine": name, "answered_by": "embedded", "documents": count, **said}


def _outbox() -> Check:
    states = outbox_state()
    late = any(
        state.rebuilds or state.parked or state.fault or state.oldest_seconds > LONGEST_LAG for state in states.values()
    )
    return {"status": DEGRADED if late else OK, "engines": {name: _said(state) for name, state in states.items()}}


def _said(state: OutboxState) -> Check:
    said = asdict(state) | {"oldest_seconds": round(state.oldest_seconds), "fault": str(state.fault or "")}
    return said if state.fault else {name: value for name, value in said.items() if name != "fault"}


def _worker() -> Check:
    """Check that the process which brings changes to the indexes lives: a worker, or a web process.

    Nobody is missed while this process itself is starting: its own first sign of life, and that of a worker which was
    started with it, are then on their way.
    """
    kind = "worker" if settings.SEARCH_DRAIN == "worker" else "web"
    silent = seconds_silent().get(kind)
    fine = silent is not None and silent <= LONGEST_SILENCE
    said: Check = {"kind": kind, "seconds": None if silent is None else round(silent)}
    running = seconds_since_start()
    if not fine and running is not None and running <= LONGEST_SILENCE:
        return {"status": OK, "starting": True, **said}
    return {"status": OK if fine else DEGRADED, **said}


def _schedule() -> Check:
    """Pages that should have appeared or gone by now, and those that failed when this process last tried."""
    state, failed = lateness(), failed_changes()
    said: Check = {"late": state.late, "oldest_seconds": round(state.oldest_seconds), "failed": len(failed)}
    if failed:
        said["failures"] = [f"{change.kind} {change.model} {change.key}" for change in failed[:SHOWN_FAILURES]]
    return {"status": DEGRADED if state.late or failed else OK, **said}


def _mail() -> Check:
    """Mails that should have left by now. Those that failed are counted: a wrong address is no fault of the site."""
    state = mail_state()
    said = asdict(state) | {"oldest_seconds": round(state.oldest_seconds)}
    return {"status": DEGRADED if state.oldest_seconds > LONGEST_WAIT else OK, **said}


def _incoming_mail() -> Check:
    """Mail that waits for a decision of administrators, which is counted alone; and a mailbox that is not read."""
    state = incoming_state()
    said: Check = {"waiting": state.waiting, "oldest_seconds": round(state.oldest_seconds)}
    if state.unread_seconds is not None:
        said["mailbox_unread_seconds"] = round(state.unread_seconds)
    return {"status": DEGRADED if state.is_mailbox_unread else OK, **said}
