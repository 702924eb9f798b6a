"""manage.py db_worker [--queue-name jobs|search]: django-tasks' own, which also says that it lives."""

import os
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.utils.autoreload import DJANGO_AUTORELOAD_ENV, run_with_reloader
from django_tasks_db.management.commands.db_worker import Command as BaseCommand
from django_tasks_db.management.commands.db_worker import valid_backend_name

from home.services.heartbeat import beat, beating, end
from home.services.task_queue import BACKEND, TaskWorker
from home.services.task_queue.chores import CHORES

FORMER_BACKENDS = ("search",)  # of the version before, as units of systemd may still say


class Command(BaseCommand):
    """Makes the tasks that wait (see docs/running.md), until it is told to stop."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.set_defaults(queue_name="*", backend_name=BACKEND, worker_id=None)
        for action in parser._actions:
            if action.dest == "backend_name":
                action.type = _backend_name

    def handle(self, **options: Any) -> None:
        self.configure_logging(options["verbosity"])
        if options["exclude_queues"] and options["queue_name"] != "*":
            raise CommandError("--exclude-queues can only be used with --queue-name=*")
        worker = TaskWorker(
            options["queue_name"].split(","),
            options["worker_id"] or "",
            excluded_queue_names=options["exclude_queues"].split(",") if options["exclude_queues"] else [],
            **{name: options[name] for name in ("interval", "batch", "backend_name", "startup_delay", "max_tasks")},
        )
        kind = "batch" if options["batch"] else "worker"  # one that ends when nothing is left: nobody counts on it
        if not options["reload"] or options["batch"]:
            worker.configure_signals()
            self.work(worker, kind)
            return
        if os.environ.get(DJANGO_AUTORELOAD_ENV) == "true":  # the child, which is begun anew with new code
            worker.configure_signals()
        run_with_reloader(self.work, worker, kind)

    def work(self, worker: TaskWorker, kind: str) -> None:
        """Works until it is told to end, or nothing is left."""
        alive = {"process": worker.worker_id, "queues": worker.served_queues}
        beat(kind, **alive)  # before it claims a task, or others would take it for dead
        for chore in CHORES:
            chore()
        try:
            with beating(kind, *CHORES, **alive):
                worker.run()
        finally:
            end(kind, process=worker.worker_id)


def _backend_name(name: str) -> str:
    return valid_backend_name(BACKEND if name in FORMER_BACKENDS else name)
