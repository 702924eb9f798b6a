"""manage.py check_links [--older-than DAYS] [--limit N]"""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from tqdm import tqdm

from cases.services.check_links import check_links


class Command(BaseCommand):
    """Asks the addresses of sources whether they still answer; run it by schedule, such as every night."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--older-than", type=int, default=30, help="days since the last check (30)")
        parser.add_argument("--limit", type=int, help="ask at most so many")

    def handle(self, *args: Any, **options: Any) -> None:
        with tqdm(unit="link", desc="links", disable=options["verbosity"] == 0 or None) as bar:
            counts = check_links(
                older_than=timedelta(days=options["older_than"]), limit=options["limit"], progress=bar.update
            )
        told = ", ".join(f"{count} {outcome}" for outcome, count in sorted(counts.items()))
        self.stdout.write(told or "nothing to check")
