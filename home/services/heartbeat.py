"""The one sign of life: every process that works off tasks writes it, from a thread that does nothing slow."""

import os
import secrets
import socket
import threading
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
_names: dict[int, str] = {}  # by process id, which differs after a fork
_kept: dict[int, threading.Thread] = {}  # the same


def process_name() -> str:
    """The name of this process in every node's eyes, which no other ever has."""
    return _names.setdefault(os.getpid(), f"{socket.gethostname()[:32]}-{os.getpid()}-{secrets.token_hex(8)}"[-64:])


def beat(kind: str, *, queues: str = "", process: str = "") -> None:
    """Notes that a process, this one by default, is alive here; and forgets those not seen for a day."""
    now, host = timezone.now(), socket.gethostname()[:200]
    Heartbeat.objects.bulk_create(
        [Heartbeat(kind=kind, host=host, process=process or process_name(), queues=queues, seen_at=now)],
        update_conflicts=True,
        unique_fields=["kind", "host", "process"],
        update_fields=["seen_at", "queues"],
    )
    Heartbeat.objects.filter(seen_at__lt=now - FORGOTTEN_AFTER).delete()


def end(kind: str, *, process: str = "") -> None:
    """Says that a process, this one by default, ends as it should and serves no queue any more.

    When a worker was last seen stays known; a batch is forgotten.
    """
    rows = Heartbeat.objects.filter(kind=kind, process=process or process_name())
    rows.filter(kind="batch").delete()
    rows.update(queues="")


@contextmanager
def beating(kind: str, *chores: Callable[[], object], queues: str = "", process: str = "") -> Iterator[None]:
    """Beats from a thread meanwhile, and does what else is to be done as often."""
    ended = threading.Event()
    thread = _start(kind, chores, queues, process, ended)
    try:
        yield
    finally:
        ended.set()
        thread.join(5)


def keep_beating(kind: str, *chores: Callable[[], object]) -> None:
    """Beats from a thread as long as this process lives. Called again it does nothing; after a fork it begins anew."""
    thread = _kept.get(os.getpid())
    if thread is None or not thread.is_alive():
        _kept[os.getpid()] = _start(kind, chores, "", "", threading.Event())


def _start(
    kind: str, chores: tuple[Callable[[], object], ...], queues: str, process: str, ended: threading.Event
) -> threading.Thread:
    def beat_once() -> None:
        beat(kind, queues=queues, process=process)

    def work() -> None:
        while True:
            for chore in (beat_once, *chores):
                _do(chore)
            connections.close_all()
            if ended.wait(EVERY):
                return

    thread = threading.Thread(target=work, name="heartbeat", daemon=True)
    thread.start()
    return thread


def _do(chore: Callable[[], object]) -> None:
    try:
        chore()
    except Exception as error:
        name = getattr(chore, "__name__", repr(chore))
        logger.warning("heartbeat_chore_failed", chore=name, reason=type(error).__name__)
        connections.close_all()
