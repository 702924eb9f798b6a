"""manage.py work_off"""

from typing import Any

from django.core.management.base import BaseCommand

from cases.services import bulk_runs, import_runs, merge_runs  # noqa: F401  # they register what they do
from cases.services.work import work_off


class Command(BaseCommand):
    """Does imports, undoings, merges and actions that wait; where web processes run, they do it by themselves."""

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{work_off()} done")
