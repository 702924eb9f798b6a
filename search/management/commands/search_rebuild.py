"""manage.py search_rebuild [--if-needed]"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from search.document import public_case_codes
from search.rebuild import AlreadyRunning, ensure_index, rebuild


class Command(BaseCommand):
    """Builds the index anew beside the one that answers, and swaps."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--if-needed", action="store_true", help="only when there is none, or one of another format"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        quiet = options["verbosity"] == 0
        with tqdm(total=len(public_case_codes()), desc="index", unit="case", disable=quiet, leave=False) as bar:
            try:
                count = ensure_index(progress=bar.update) if options["if_needed"] else rebuild(progress=bar.update)
            except AlreadyRunning as error:
                raise CommandError("another process is writing the index; try again when it is done") from error
        if not quiet:
            self.stdout.write("the index is up to date" if count is None else f"{count} cases indexed")
