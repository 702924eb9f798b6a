"""manage.py search_check [--engine embedded] [--repair]"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from search.contract.errors import EngineUnavailable
from search.contract.index import Index
from search.engines import ENGINES, get_engine
from search.engines.targets import target_engines
from search.sync.consistency import Differences, check, repair
from search.sync.locks import AlreadyRunning
from search.sync.rebuild import Incomplete, rebuild


class Command(BaseCommand):
    """Compares every case with the index of every engine that is kept fresh; fails when they differ.

    With --repair it mends what differs, and fails only if that did not help.
    """

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--engine", choices=sorted(ENGINES), help="only this one")
        parser.add_argument("--repair", action="store_true", help="mend what differs")

    def handle(self, *args: Any, **options: Any) -> None:
        names = [options["engine"]] if options["engine"] else target_engines()
        different = [name for name in names if not self.agrees(get_engine(name), mend=options["repair"])]
        if different:
            raise CommandError(f"index and database differ: {', '.join(different)}")

    def agrees(self, engine: Index, *, mend: bool) -> bool:
        """Whether an index is sound and holds what the database does, in the end. One that does not answer does not."""
        try:
            return self.is_sound(engine, mend=mend) and self.holds_all(engine, mend=mend)
        except (EngineUnavailable, Incomplete) as error:
            self.stderr.write(f"{engine.name}: {error}")
        except AlreadyRunning:
            self.stderr.write(f"{engine.name}: another process is writing the index; try again when it is done")
        return False

    def is_sound(self, engine: Index, *, mend: bool) -> bool:
        """Reads the index; says what is wrong with it, and builds it anew where that mends it."""
        fault = engine.fault(thorough=True)
        if fault is None:
            return True
        self.stderr.write(f"{engine.name}: {fault}")
        if not mend or not fault.is_mended_by_a_new_index:
            return False
        rebuild(engine, wait=60.0, if_outdated=True)  # a web process may have been quicker
        self.stdout.write(f"{engine.name}: built anew")
        return True

    def holds_all(self, engine: Index, *, mend: bool) -> bool:
        """Compares the index with the database, and mends what differs."""
        found = check(engine)
        self.report(engine.name, found)
        if found and mend:
            repair(found, engine)
            found = check(engine)
            self.stdout.write(f"{engine.name}: {'still different' if found else 'repaired'}")
        return not found

    def report(self, name: str, found: Differences) -> None:
        """Prints what differs."""
        counts = ", ".join(f"{len(getattr(found, kind))} {kind}" for kind in ("missing", "stale", "phantom"))
        self.stdout.write(f"{name}: {counts}, {found.waiting} waiting in the outbox")
        for kind in ("missing", "stale", "phantom"):
            for code in getattr(found, kind):
                self.stdout.write(f"{name}: {kind}: {code}")
