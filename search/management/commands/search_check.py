"""manage.py search_check [--repair]"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from search.contract import EngineUnavailable
from search.rebuild import AlreadyRunning, check, repair


class Command(BaseCommand):
    """Compares every case with the index; fails when they differ, unless it may repair."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--repair", action="store_true", help="mend what differs")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = check()
            self.report(found)
            if found and options["repair"]:
                repair(found)
                found = check()
                self.stdout.write("repaired" if not found else "still different")
        except EngineUnavailable as error:
            raise CommandError(str(error)) from error
        except AlreadyRunning as error:
            raise CommandError("another process is writing the index; try again when it is done") from error
        if found:
            raise CommandError("index and database differ")

    def report(self, found: Any) -> None:
        """Prints what differs."""
        self.stdout.write(
            f"{len(found.missing)} missing, {len(found.phantom)} phantom, {found.waiting} waiting in the outbox"
        )
        for name in ("missing", "phantom"):
            for code in getattr(found, name):
                self.stdout.write(f"{name}: {code}")
