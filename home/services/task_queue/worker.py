"""The worker: django-tasks' own, which gives a task back when it is told to end, and writes no outcome of another's."""

from collections.abc import Callable, Sequence
from typing import Any, cast

import structlog
from django.conf import settings
from django.db import transaction
from django_tasks import TaskContext, TaskResult, TaskResultStatus
from django_tasks.signals import task_finished, task_started
from django_tasks.utils import normalize_json
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction

from cases.services.jobs import enqueue_orphans, run_job
from home.services.heartbeat import beat, end, process_name

from .lost import give_back, give_back_lost

BACKEND = run_job.backend
logger = structlog.get_logger(__name__)


class TaskWorker(Worker):
    """A worker of some queues. ``worker_id``: of its process, by whose heartbeat others see that it lives."""

    def __init__(self, queues: Sequence[str], worker_id: str = "", **options: Any) -> None:
        defaults = {"interval": 0, "batch": True, "startup_delay": False, "max_tasks": None}
        super().__init__(
            **{"backend_name": BACKEND, "excluded_queue_names": [], **defaults, **options},
            queue_names=list(queues),
            worker_id=worker_id or process_name(),
        )

    @property
    def served_queues(self) -> str:
        """Queues as a heartbeat names them."""
        if not self.process_all_queues:
            return ",".join(self.queue_names)
        left = sorted(set(settings.TASKS[BACKEND]["QUEUES"]) - set(self.excluded_queue_names))
        return ",".join(left) if self.excluded_queue_names else "*"

    def claim(self) -> DBTaskResult[Any, Any] | None:
        """The next task, which is this worker's from now on."""
        waiting = DBTaskResult.objects.ready().filter(backend_name=self.backend_name, queue_name__in=self.queue_names)
        with exclusive_transaction(waiting.db):
            row = waiting.get_locked()
            if row is not None:
                row.claim(self.worker_id)
        return row

    def run_task(self, row: DBTaskResult[Any, Any]) -> None:
        """Makes a task. Told to end meanwhile, the worker gives it back; killed, it is found by its silence."""
        self.running_task = True
        try:
            value = normalize_json(self._call(row))
        except (SystemExit, KeyboardInterrupt):
            _if_ours(row, lambda: give_back(row))
            raise
        except Exception as error:
            failure = error
            _if_ours(row, lambda: _fail(row, failure))
        else:
            _if_ours(row, lambda: _succeed(row, value))
        finally:
            self.running_task = False
            self._run_tasks += 1

    def _call(self, row: DBTaskResult[Any, Any]) -> Any:
        task, result = row.task, cast("TaskResult[Any]", row.task_result)
        task_started.send(sender=type(task.get_backend()), task_result=result)
        if task.takes_context:
            return task.call(TaskContext(task_result=result), *result.args, **result.kwargs)
        return task.call(*result.args, **result.kwargs)


def run_jobs(process: str = "") -> int:
    """Makes every job that waits, in the calling thread; returns how many tasks. ``process``: as which it works."""
    process = process or process_name()
    beat("batch", process=process)  # before the first claim, or others would take it for dead
    give_back_lost()
    enqueue_orphans()
    worker, done = TaskWorker([run_job.queue_name], process), 0
    while (row := worker.claim()) is not None:
        worker.run_task(row)
        done += 1
    end("batch", process=process)
    return done


def _if_ours(row: DBTaskResult[Any, Any], write: Callable[[], object]) -> None:
    ours = DBTaskResult.objects.filter(pk=row.pk, status=TaskResultStatus.RUNNING, started_at=row.started_at)
    with transaction.atomic():
        if ours.select_for_update().exists():
            write()
        else:
            logger.warning("task_superseded", task=row.task_path, id=str(row.pk))


def _succeed(row: DBTaskResult[Any, Any], value: Any) -> None:
    row.set_successful(value)
    task_finished.send(sender=type(row.task.get_backend()), task_result=row.task_result)


def _fail(row: DBTaskResult[Any, Any], error: Exception) -> None:
    row.set_failed(error)
    try:
        sender, result = type(row.task.get_backend()), row.task_result
    except Exception:  # a path that leads nowhere, or not to a task
        logger.exception("task_unknown", task=row.task_path, id=str(row.pk))
    else:
        task_finished.send(sender=sender, task_result=result)
