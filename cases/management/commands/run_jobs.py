"""manage.py run_jobs"""

from typing import Any

from django.core.management.base import BaseCommand

from cases.services.imports import runs as import_runs  # noqa: F401  # they register what they do
from cases.services.jobs import run_jobs


class Command(BaseCommand):
    """Does waiting jobs: imports, undos, merges, bulk actions. Where web processes run, they do them by themselves."""

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{run_jobs()} done")
