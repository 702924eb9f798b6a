"""Jobs of the queue: imports, their undoing, merges, actions on many cases. A task does each, in some process."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import structlog
from django.apps import apps
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks import TaskContext, TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from cases.models.jobs import UNDER_WAY, Job, JobState

# A job without a task was begun by a process of the version before, while the site was upgraded; it ran there.
BEFORE_TASKS = timedelta(hours=1)
UNFINISHED = (TaskResultStatus.READY, TaskResultStatus.RUNNING)
MOST_ATTEMPTS = 5  # a job whose process died as often as that would take others with it, for want of memory perhaps
logger = structlog.get_logger(__name__)

# The performer of each kind of job: raises nothing for what a person can see, returns the result to keep,
# with "stopped" where it heeded that somebody asked to.
_performers: dict[type[Job], Callable[[Any], dict[str, Any]]] = {}


class Superseded(Exception):
    """Another process makes the job: this one was silent so long that it was taken for dead."""


def performs(model: type[Job]) -> Callable[[Callable[[Any], dict[str, Any]]], Callable[[Any], dict[str, Any]]]:
    """Registers a function as the performer of ``model``. Begun again after a crash, it must go on."""

    def register(function: Callable[[Any], dict[str, Any]]) -> Callable[[Any], dict[str, Any]]:
        _performers[model] = function
        return function

    return register


@transaction.atomic
def enqueue(job: Job, *, total: int = 0) -> None:
    """Saves a job with a task that does it, in the running transaction: both are there after the commit, or neither."""
    job.state, job.done, job.total, job.result = JobState.WAITING, 0, total, {}
    job.save()
    job.task = UUID(run_job.enqueue(job._meta.label_lower, job.pk).id)
    job.save(update_fields=["task"])


def advance(job: Job, amount: int) -> bool:
    """Says that ``amount`` more is done. False when somebody asked to stop; raises Superseded."""
    if not _is_ours(job):
        raise Superseded
    job.done += amount
    rows = type(job)._default_manager.filter(pk=job.pk)
    rows.update(done=job.done)
    return not rows.filter(state=JobState.STOPPING).exists()


@transaction.atomic
def stop(job: Job) -> bool:
    """Has a job stopped: at once if it waits, as soon as its worker heeds it if it runs. False when it does neither."""
    rows = type(job)._default_manager.filter(pk=job.pk)
    if rows.filter(state=JobState.WAITING).update(state=JobState.STOPPED):
        DBTaskResult.objects.filter(pk__in=rows.values("task"), status=TaskResultStatus.READY).delete()
        return True
    return bool(rows.filter(state=JobState.RUNNING).update(state=JobState.STOPPING))


@task(backend="background", queue_name="jobs", takes_context=True)
def run_job(context: TaskContext, label: str, pk: int) -> None:
    """Makes a job, unless it is over. Fails when the job does, which a person sees on its page."""
    result = context.task_result
    job = _begin(apps.get_model(label), pk, UUID(result.id), len(result.worker_ids))
    if job is None:
        return
    try:
        outcome = _performers[type(job)](job)
    except Superseded:
        logger.warning("job_superseded", job=str(job), model=label)
    except Exception as error:
        _end(job, JobState.FAILED, {"error": f"{type(error).__name__}: {error}"[:500]})
        raise
    else:
        _end(job, JobState.STOPPED if outcome.pop("stopped", False) else JobState.DONE, outcome)


def enqueue_orphans() -> None:
    """Puts jobs in line again whose task is gone or ended before they did, as when the database went away."""
    begun_before = Q(task=None, created_at__lt=timezone.now() - BEFORE_TASKS)
    for model in _performers:
        jobs = model._default_manager.filter(Q(task__isnull=False) | begun_before, state__in=UNDER_WAY)
        tasks = dict(jobs.values_list("pk", "task"))
        unfinished = DBTaskResult.objects.filter(pk__in=tasks.values(), status__in=UNFINISHED)
        known = set(unfinished.values_list("pk", flat=True))
        for pk in [pk for pk, task_id in tasks.items() if task_id not in known]:
            _enqueue_again(model, pk, tasks[pk])


@transaction.atomic
def _enqueue_again(model: type[Job], pk: int, task_id: UUID | None) -> None:
    # Looked at again: a job ends before its task does, so it may have ended since.
    job = model._default_manager.select_for_update().filter(pk=pk, state__in=UNDER_WAY).first()
    if job is None or job.task != task_id:
        return
    logger.warning("job_without_task", job=str(job), model=model.__name__)
    if job.state == JobState.STOPPING:
        model._default_manager.filter(pk=pk).update(state=JobState.STOPPED)
    else:
        enqueue(job, total=job.total)


@transaction.atomic
def _begin(model: type[Job], pk: int, task_id: UUID, attempt: int) -> Job | None:
    """The job, which runs from now on; None when there is nothing to do."""
    job = model._default_manager.select_for_update().filter(pk=pk, task=task_id).first()
    if job is None or not job.is_under_way:
        return None
    rows = model._default_manager.filter(pk=pk)
    if job.state == JobState.STOPPING:  # its worker died before it could heed that
        rows.update(state=JobState.STOPPED)
        return None
    if attempt > MOST_ATTEMPTS:
        logger.error("job_given_up", job=str(job), model=model.__name__, attempts=MOST_ATTEMPTS)
        rows.update(state=JobState.FAILED, result={"error": f"{MOST_ATTEMPTS} processes died while they made it"})
        return None
    rows.update(state=JobState.RUNNING, done=0)
    job.state, job.done, job.attempt = JobState.RUNNING, 0, attempt
    return job


@transaction.atomic
def _end(job: Job, state: JobState, result: dict[str, Any]) -> None:
    if _is_ours(job, lock=True):
        type(job)._default_manager.filter(pk=job.pk, task=job.task).update(state=state, result=result)


def _is_ours(job: Job, *, lock: bool = False) -> bool:
    """Whether this process still has the task of the job; ``lock``: to the end of the transaction."""
    if job.attempt is None or job.task is None:  # made without a task
        return True
    rows = DBTaskResult.objects.filter(pk=job.task, status=TaskResultStatus.RUNNING)
    workers = (rows.select_for_update() if lock else rows).values_list("worker_ids", flat=True).first()
    return workers is not None and len(workers) == job.attempt
