"""The sender of a process: a thread that sends what is due, begun by a chore, and at once where something is urgent.

It is no task of the queue, where the code that somebody waits for would wait behind an import of an hour.
"""

import threading
from time import monotonic

import structlog
from django.db import connections
from django.utils import timezone

from cases.messages.choices import State
from cases.messages.models import Message

from .delivery import AwayError
from .notify import held
from .sending import send_due
from .waking import when_woken

SOONEST, LATEST = 15.0, 60.0  # seconds until a server that is away is asked again, at first and after long
logger = structlog.get_logger(__name__)
_thread: threading.Thread | None = None
_again = threading.Event()  # woken while it was at work
_away: tuple[int, float] = (0, 0.0)  # failures in a row, and when to ask again by the clock of monotonic()


def keep_sending() -> None:
    """The chore of web processes and workers. Returns at once."""
    if _something_waits():
        start()


def enable() -> None:
    """Says that this process sends what is urgent as soon as it is committed; called by web processes."""
    when_woken(start)


def start() -> None:
    """Starts the thread, unless it runs or the server was away a moment ago."""
    global _thread
    _again.set()
    if _away[1] > monotonic():
        return
    if _thread is None or not _thread.is_alive():
        _thread = threading.Thread(target=_work_and_close, name="mail", daemon=True)
        _thread.start()


def _something_waits() -> bool:
    now = timezone.now()
    lost = Message.objects.filter(state=State.SENDING, lease_until__lt=now)
    return held().filter(send_at__lte=now).exists() or lost.exists()


def _work_and_close() -> None:
    global _away
    try:
        while _again.is_set():
            _again.clear()
            send_due()
        _away = (0, 0.0)
    except AwayError:
        failures = _away[0] + 1
        _away = (failures, monotonic() + min(SOONEST * 2 ** min(failures - 1, 10), LATEST))
    except Exception:
        logger.exception("sending_interrupted")
    finally:
        connections.close_all()
