"""manage.py search_drain"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from search.contract import EngineUnavailable
from search.models import OutboxEntry
from search.outbox import drain


class Command(BaseCommand):
    """Applies to the index what waits in the outbox. Run it every minute, so that nothing waits after an outage."""

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        waiting = OutboxEntry.objects.count()
        with tqdm(total=waiting, desc="outbox", disable=options["verbosity"] == 0 or not waiting) as bar:
            try:
                done = drain(progress=bar.update)
            except EngineUnavailable as error:
                raise CommandError(str(error)) from error
        self.stdout.write(f"{done} applied, {OutboxEntry.objects.count()} waiting")
