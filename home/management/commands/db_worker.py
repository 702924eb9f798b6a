"""manage.py db_worker: django-tasks' own, which also says that it lives."""

from typing import Any

from django_tasks_db.management.commands.db_worker import Command as TaskWorker

from home.services.heartbeat import beating


class Command(TaskWorker):
    """Does the tasks that web processes leave (see docs/running.md), until it is told to stop."""

    help = __doc__ or ""

    def handle(self, **options: Any) -> None:
        if options["batch"]:  # it ends when nothing is left: nobody counts on it
            super().handle(**options)
            return
        with beating("worker"):
            super().handle(**options)
