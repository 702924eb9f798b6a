"""The task of the queue "search" (manage.py db_worker --queue-name search), where SEARCH_DRAIN says so."""

from datetime import datetime, timedelta

from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from search.engines import get_engine
from search.engines.targets import target_engines

from .chores import keep_up
from .lag import last_known
from .log import FOR_INDEXES, leads_on_from, number_committed, rows_after
from .refused import next_attempt
from .vector_queue import vectors_wait

PAUSE = timedelta(seconds=5)  # at least, before what could not be done is tried again


@task(backend="background", queue_name="search")
def drain_indexes() -> None:
    """Brings every index up to date, computes vectors, and comes again for what could not be done."""

    keep_up()
    again = _next_time()
    if again is not None and not _is_planned():
        drain_indexes.using(run_after=again).enqueue()


def request_drain() -> None:
    """Leaves the task, in the running transaction."""
    drain_indexes.enqueue()


def _next_time() -> datetime | None:
    """Time at which what waits now is due; None when nothing waits."""
    soon = timezone.now() + PAUSE
    attempts: list[datetime] = []
    number_committed()
    for name in target_engines():
        position, _answers = last_known(get_engine(name))
        if position is None or not leads_on_from(position) or rows_after(position.number, FOR_INDEXES).exists():
            return soon
        attempts += next_attempt(position.index)
    if vectors_wait():
        return soon
    return max(min(attempts), soon) if attempts else None


def _is_planned() -> bool:
    """Whether the task is there already, for a later time (one without a time has the last there is)."""
    now = timezone.now()
    tasks = DBTaskResult.objects.filter(task_path=drain_indexes.module_path, status=TaskResultStatus.READY)
    return tasks.filter(run_after__gt=now, run_after__lt=now + timedelta(days=365)).exists()
