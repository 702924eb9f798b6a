"""Tasks in a web process: a thread makes those that no living worker serves, so that a site needs no worker."""

import os
import threading
from typing import Any

import structlog
from django.conf import settings
from django.db import close_old_connections, connections, transaction
from django_tasks.signals import task_enqueued
from django_tasks_db.models import DBTaskResult

from cases.messages.services import sender
from home.selectors.heartbeat import served_queues
from home.services.heartbeat import keep_beating, process_name
from search.sync.tasks import drain_indexes

from .chores import CHORES
from .lost import give_back_lost
from .worker import BACKEND, TaskWorker

logger = structlog.get_logger(__name__)
_lock = threading.Lock()
_thread: threading.Thread | None = None


def enable() -> None:
    """Says that tasks and mails left in this process begin as soon as they are committed; called by web processes."""
    task_enqueued.connect(_on_enqueued)
    sender.enable()
    os.register_at_fork(after_in_child=_forget_thread)


def keep_working() -> None:
    """The chore of a web process: it beats, and has what waits made, also what a process left when it died."""
    keep_beating("web", give_back_own, *CHORES)
    start_where_needed()


def start_where_needed() -> None:
    """Starts the thread of this process where it has none and something waits for it. Returns at once."""
    global _thread
    if not _waiting(own_queues()):
        return
    with _lock:
        if _thread is None or not _thread.is_alive():
            _thread = threading.Thread(target=_work_and_close, name="tasks", daemon=True)
            _thread.start()


def own_queues() -> set[str]:
    """Queues that web processes serve now: those of no living worker, and that the settings leave to none."""
    allowed: set[str] = set(settings.TASKS[BACKEND]["QUEUES"])
    if settings.SEARCH_DRAIN == "worker":
        allowed.discard(drain_indexes.queue_name)
    served = served_queues()
    return set() if "*" in served else allowed - served


def give_back_own() -> None:
    """Puts in line again what the thread could not end, as when the database was away while it did."""
    with _lock:  # or it begins one meanwhile
        if _thread is None or not _thread.is_alive():
            give_back_lost(idle=process_name())


def run_waiting() -> int:
    """Makes what waits for web processes, in the calling thread; returns how many tasks."""
    worker, done = TaskWorker([]), 0
    while queues := own_queues():  # asked again after each: a worker may come meanwhile
        worker.queue_names = sorted(queues)
        if (row := worker.claim()) is None:
            break
        worker.run_task(row)
        done += 1
        close_old_connections()
    return done


def _waiting(queues: set[str]) -> bool:
    return DBTaskResult.objects.ready().filter(backend_name=BACKEND, queue_name__in=queues).exists()


def _on_enqueued(task_result: Any, **kwargs: Any) -> None:
    if task_result.backend == BACKEND:
        transaction.on_commit(start_where_needed, robust=True)


def _work_and_close() -> None:
    try:
        run_waiting()
    except Exception:
        logger.exception("tasks_interrupted")
    finally:
        connections.close_all()


def _forget_thread() -> None:
    """In a forked child, which has no thread but its own, and where the lock may have been held."""
    global _lock, _thread
    _lock, _thread = threading.Lock(), None
