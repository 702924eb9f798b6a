"""manage.py run_jobs"""

from typing import Any

from django.core.management.base import BaseCommand

from home.services.heartbeat import beating
from home.services.task_queue import run_jobs


class Command(BaseCommand):
    """Makes imports, undoings, merges and actions that wait; web processes and workers do that by themselves."""

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        with beating("batch"):
            done = run_jobs()
        self.stdout.write(f"{done} done")
