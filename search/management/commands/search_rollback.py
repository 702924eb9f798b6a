"""manage.py search_rollback [--engine embedded]"""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from search.contract.errors import EngineUnavailable
from search.engines import ENGINES, get_engine
from search.sync.consistency import check, repair
from search.sync.locks import AlreadyRunning
from search.sync.rebuild import roll_back


class Command(BaseCommand):
    """Lets the index before the last rebuild answer again, and brings it up to date."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--engine", choices=sorted(ENGINES), default=settings.SEARCH_ENGINE)

    def handle(self, *args: Any, **options: Any) -> None:
        engine = get_engine(options["engine"])
        try:
            name = roll_back(engine)
            if name is None:
                raise CommandError("no index is kept from before; nothing was changed")
            self.stdout.write(f"{name} answers")
            found = check(engine)
            if found:
                repair(found, engine)
            self.stdout.write(f"{len(found.codes)} cases brought up to date")
        except EngineUnavailable as error:
            raise CommandError(str(error)) from error
        except AlreadyRunning as error:
            raise CommandError("another process is writing the index; try again when it is done") from error
