"""Says that this process is at work."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import structlog
from django.db import connections
from django.utils import timezone

from home.models import Heartbeat

EVERY = 15.0  # seconds
FORGOTTEN_AFTER = timedelta(days=1)
logger = structlog.get_logger(__name__)


def beat(kind: str) -> None:
    """Notes that a process of this kind is alive here; and forgets hosts not seen for a day."""
    now, host = timezone.now(), socket.gethostname()[:200]
    Heartbeat.objects.bulk_create(
        [Heartbeat(kind=kind, host=host, seen_at=now)],
        update_conflicts=True,
        unique_fields=["kind", "host"],
        update_fields=["seen_at"],
    )
    Heartbeat.objects.filter(seen_at__lt=now - FORGOTTEN_AFTER).delete()


def pulse(kind: str) -> Callable[[], None]:
    """``beat`` as a chore that may be called at any time: it writes every EVERY seconds."""
    last = float("-inf")

    def heartbeat() -> None:
        nonlocal last
        if time.monotonic() - last >= EVERY:
            last = time.monotonic()
            beat(kind)

    return heartbeat


@contextmanager
def beating(kind: str, *more: Callable[[], object]) -> Iterator[None]:
    """Beats from a thread meanwhile, and calls what else is to be done then; for a process that has no other."""
    ended = threading.Event()

    def work() -> None:
        while True:
            try:
                beat(kind)
                for chore in more:
                    chore()
            except Exception as error:
                logger.warning("heartbeat_not_written", reason=type(error).__name__)
            finally:
                connections.close_all()
            if ended.wait(EVERY):
                return

    thread = threading.Thread(target=work, name="heartbeat", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join(5)
