"""Does waiting work: imports, their undoing, actions on many cases; one piece after the other, in the background."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import structlog
from django.db import connections, transaction
from django.db.models import Q
from django.utils import timezone

from cases.models.jobs import Job, JobState

LOST_AFTER = timedelta(minutes=2)  # without a heartbeat its worker is taken for dead, and another goes on
logger = structlog.get_logger(__name__)

# What does the work of each model; raises nothing for what a person can see, returns the result to keep,
# with "stopped" where it heeded that somebody asked to.
_performers: dict[type[Job], Callable[[Any], dict[str, Any]]] = {}
_background = threading.Event()  # set in web processes
_lock = threading.Lock()
_thread: threading.Thread | None = None


def performs(model: type[Job]) -> Callable[[Callable[[Any], dict[str, Any]]], Callable[[Any], dict[str, Any]]]:
    """Registers a function as what does the work of ``model``. Begun again after a crash, it must go on."""

    def register(function: Callable[[Any], dict[str, Any]]) -> Callable[[Any], dict[str, Any]]:
        _performers[model] = function
        return function

    return register


def enqueue(work: Job, *, total: int = 0) -> None:
    """Puts work in line; in a web process it begins as soon as the transaction is committed."""
    work.state, work.done, work.total, work.heartbeat, work.result = JobState.WAITING, 0, total, None, {}
    work.save()
    transaction.on_commit(start_in_background, robust=True)


def enable_background() -> None:
    """Says that this process may work in a thread of its own; called by web processes."""
    _background.set()


def start_in_background() -> None:
    """Starts the thread of this process where it may have one, has none, and something waits. Returns at once."""
    global _thread
    if not _background.is_set() or not is_anything_waiting():
        return
    with _lock:
        if _thread is None or not _thread.is_alive():
            _thread = threading.Thread(target=_work_and_close, name="cases-work", daemon=True)
            _thread.start()


def is_anything_waiting() -> bool:
    """Whether there is work that no living worker does."""
    return any(model._default_manager.filter(_is_free()).exists() for model in _performers)


def run_jobs() -> int:
    """Does all waiting work in the calling thread; returns how many pieces."""
    done = 0
    while (work := _claim()) is not None:
        _perform(work)
        done += 1
    return done


def advance(work: Job, amount: int) -> bool:
    """Tells that ``amount`` more is done, and that the worker lives. False when somebody asked to stop."""
    work.done += amount
    rows = type(work)._default_manager.filter(pk=work.pk)
    rows.update(done=work.done, heartbeat=timezone.now())
    return not rows.filter(state=JobState.STOPPING).exists()


def stop(work: Job) -> bool:
    """Has work stopped: what waits at once, what runs as soon as its worker heeds it. False when it is neither."""
    rows = type(work)._default_manager.filter(pk=work.pk)
    waiting = rows.filter(state=JobState.WAITING).update(state=JobState.STOPPED)
    return bool(waiting or rows.filter(state=JobState.RUNNING).update(state=JobState.STOPPING))


def _is_free() -> Q:
    lost = timezone.now() - LOST_AFTER
    return Q(state=JobState.WAITING) | Q(state=JobState.RUNNING, heartbeat__lt=lost)


def _claim() -> Job | None:
    for model in _performers:
        lost = Q(state=JobState.STOPPING, heartbeat__lt=timezone.now() - LOST_AFTER)
        model._default_manager.filter(lost).update(state=JobState.STOPPED)  # its worker died before it could
        for pk in list(model._default_manager.filter(_is_free()).order_by("created_at").values_list("pk", flat=True)):
            rows = model._default_manager.filter(_is_free(), pk=pk)
            if rows.update(state=JobState.RUNNING, heartbeat=timezone.now(), done=0):
                return model._default_manager.get(pk=pk)
    return None


def _perform(work: Job) -> None:
    rows = type(work)._default_manager.filter(pk=work.pk)
    try:
        result = _performers[type(work)](work)
    except Exception as error:
        logger.exception("work_failed", work=str(work), model=type(work).__name__)
        rows.update(state=JobState.FAILED, result={"error": f"{type(error).__name__}: {error}"[:500]})
    else:
        state = JobState.STOPPED if result.pop("stopped", False) else JobState.DONE
        rows.update(state=state, result=result, heartbeat=timezone.now())


def _work_and_close() -> None:
    try:
        run_jobs()
    except Exception:
        logger.exception("work_interrupted")
    finally:
        connections.close_all()
