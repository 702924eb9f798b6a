"""Publishes and withdraws what was planned, at its time: a chore of every web process and every worker.

Each change is a transaction of its own, made under a lock on the page: two processes never make one twice, and a
process that dies leaves it to another.
"""

import threading
from dataclasses import dataclass
from time import monotonic
from typing import Any

import structlog
from django.apps import apps
from django.db import connections, transaction
from django.utils import timezone
from wagtail.models import Revision

from home.selectors.schedule import Due, anything_due, due_changes

SOONEST, LATEST = 30.0, 900.0  # seconds until what failed is tried again, at first and after many failures
logger = structlog.get_logger(__name__)
_thread: threading.Thread | None = None


@dataclass
class _Failure:
    attempts: int
    again: float  # by the clock of monotonic()


_failures: dict[Due, _Failure] = {}


def keep_schedule() -> None:
    """The chore: a thread makes what is due, since whoever calls must go on beating. Returns at once."""
    global _thread
    if (_thread is None or not _thread.is_alive()) and anything_due():
        _thread = threading.Thread(target=_work_and_close, name="schedule", daemon=True)
        _thread.start()


def make_due() -> int:
    """Makes everything due, in the calling thread and in the order planned; returns how many changes were made.

    A change that fails is logged, keeps none of the others waiting, and is tried again later.
    """
    made, due = 0, due_changes()
    for gone in _failures.keys() - set(due):
        _failures.pop(gone, None)
    for change in due:
        failure = _failures.get(change)
        if failure is not None and failure.again > monotonic():
            continue
        try:
            made += _make(change)
        except Exception:
            attempts = failure.attempts + 1 if failure else 1
            _failures[change] = _Failure(attempts, monotonic() + min(SOONEST * 2 ** min(attempts - 1, 10), LATEST))
            logger.exception("planned_change_failed", kind=change.kind, model=change.model, key=change.key)
        else:
            _failures.pop(change, None)
    return made


def failed_changes() -> list[Due]:
    """Changes that failed in this process when it last tried them."""
    return sorted(_failures)


def forget_failures() -> None:
    """Lets everything be tried again at once."""
    _failures.clear()


def _make(change: Due) -> bool:
    """Makes a change unless it is no longer due; False where another process is at it or has made it."""
    with transaction.atomic():
        if change.kind == "expire":
            subject = _locked(apps.get_model(change.model), change.key)
            return subject is not None and _expire(subject)
        revision = Revision.objects.filter(pk=change.key).first()
        if revision is None or _locked(revision.base_content_type.model_class(), revision.object_id) is None:
            return False
        # Read anew below the lock: it may have been made, taken back or planned anew meanwhile.
        revision = Revision.objects.filter(pk=change.key, approved_go_live_at__lte=timezone.now()).first()
        if revision is None:
            return False
        revision.publish(log_action="wagtail.publish.scheduled")
        subject = _locked(revision.base_content_type.model_class(), revision.object_id)
        if subject is not None:  # what should be gone again by now, as after a long halt, is never seen
            _expire(subject)
        return True


def _locked(model: Any, key: str) -> Any:
    """The row under a lock; None where it is gone or another process holds it."""
    return model.objects.select_for_update(skip_locked=True, of=("self",)).filter(pk=key).first()


def _expire(subject: Any) -> bool:
    """Withdraws it if it is live beyond its time. Wagtail drops what is planned for later; here it stays planned."""
    now = timezone.now()
    if not subject.live or subject.expire_at is None or subject.expire_at > now:
        return False
    planned = dict(subject.revisions.filter(approved_go_live_at__gt=now).values_list("pk", "approved_go_live_at"))
    getattr(subject, "specific", subject).unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    for key, at in planned.items():
        Revision.objects.filter(pk=key).update(approved_go_live_at=at)
    return True


def _work_and_close() -> None:
    try:
        make_due()
    except Exception:
        logger.exception("schedule_interrupted")
    finally:
        connections.close_all()
