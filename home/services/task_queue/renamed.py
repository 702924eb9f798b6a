"""Tasks left by versions before, under the names that they had there."""

from django.db.models import Q
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from home.selectors.heartbeat import LOST_AFTER
from search.sync.tasks import drain_indexes

RENAMED = {"search.tasks.drain_indexes": drain_indexes}


def adopt_renamed() -> None:
    """Gives such tasks the name and queue of today, also those that a process of that version left half done.

    At any time, since processes of both versions leave tasks while a site is upgraded node by node.
    """
    lost = Q(status=TaskResultStatus.RUNNING, started_at__lt=timezone.now() - LOST_AFTER)
    for path, task in RENAMED.items():
        DBTaskResult.objects.filter(Q(status=TaskResultStatus.READY) | lost, task_path=path).update(
            status=TaskResultStatus.READY,
            task_path=task.module_path,
            backend_name=task.backend,
            queue_name=task.queue_name,
        )
