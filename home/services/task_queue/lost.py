"""Tasks that a process claimed and did not end: their process died, and another makes them."""

from typing import Any

import structlog
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from cases.services.jobs import run_job
from home.selectors.heartbeat import living_processes

logger = structlog.get_logger(__name__)


def give_back(row: DBTaskResult[Any, Any]) -> bool:
    """Puts a claimed task in line again, unless it has ended or another claimed it since."""
    rows = DBTaskResult.objects.filter(pk=row.pk, status=TaskResultStatus.RUNNING, started_at=row.started_at)
    return bool(rows.update(status=TaskResultStatus.READY))


def give_back_lost(idle: str = "") -> None:
    """Puts tasks in line again whose process has died; ``idle``: a process that lives and makes none."""
    running = list(DBTaskResult.objects.running().filter(backend_name=run_job.backend))
    if not running:
        return
    living = living_processes() - {idle}  # after the tasks: a process beats before it claims its first
    for row in running:
        worker = row.worker_ids[-1] if row.worker_ids else ""
        if worker not in living and give_back(row):
            logger.warning("task_given_back", task=row.task_path, id=str(row.pk), worker=worker)
