"""manage.py search_rebuild [--engine embedded] [--if-needed]"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from search.content.documents import public_case_codes
from search.contract.errors import EngineUnavailable
from search.engines import ENGINES, get_engine
from search.engines.targets import target_engines
from search.sync.locks import AlreadyRunning
from search.sync.rebuild import Incomplete, ensure_index, rebuild


class Command(BaseCommand):
    """Builds the index of every engine that is kept fresh anew, beside the one that answers, and swaps."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--engine", choices=sorted(ENGINES), help="only this one")
        parser.add_argument(
            "--if-needed", action="store_true", help="only when there is none, or one of another format"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        names = [options["engine"]] if options["engine"] else target_engines()
        failures = [error for name in names if (error := self.build(name, options))]
        if failures:
            raise CommandError("; ".join(failures))

    def build(self, name: str, options: dict[str, Any]) -> str:
        """Builds one index; what went wrong, or an empty text."""
        quiet, engine = options["verbosity"] == 0, get_engine(name)
        with tqdm(total=len(public_case_codes()), desc=name, unit="case", disable=quiet or None, leave=False) as bar:
            try:
                build = ensure_index if options["if_needed"] else rebuild
                count = build(engine, bar.update)
            except AlreadyRunning:
                return f"{name}: another process is building this index; it will be there when that is done"
            except (EngineUnavailable, Incomplete) as error:
                return f"{name}: {error}"
        if not quiet:
            self.stdout.write(f"{name}: {'the index is up to date' if count is None else f'{count} cases indexed'}")
        return ""
