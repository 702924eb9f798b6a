"""manage.py relist_cases"""

from typing import Any

from django.core.management.base import BaseCommand

from cases.services.public_lists import relist_everything


class Command(BaseCommand):
    """Compares the lists of public cases, and their counts, with the pages, and mends what differs.

    Needed only after rows were written past the application, by SQL.
    """

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{relist_everything()} rows differed and were mended")
