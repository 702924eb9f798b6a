"""manage.py set_up [--demo-accounts]: the one set-up command."""

import json
import logging
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from cases.models import Case, Topic
from cases.services.evidence import grade
from cases.services.imports.vocabulary import import_vocabulary
from home.services.accounts import ensure_demo_accounts, ways_to_log_in
from home.services.backup import BackupError, take_up
from home.services.plain_pages import ensure_plain_pages
from home.services.set_up_lock import holder, set_up_lock
from home.services.set_up_troubles import sentence_on
from home.services.site_tree import ensure_site_tree
from home.services.start_checks import trouble_with_folder, trouble_with_port
from home.services.starter import STARTER, keep_starter_vectors, starter_cases
from home.services.steps import step
from search.engines.targets import remote_targets


class Command(BaseCommand):
    """Prepares a site: database, static files, page tree, starter collection. Running it again changes nothing."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--demo-accounts", action="store_true", help="where there is no account yet, make some to try the site"
        )
        parser.add_argument("--url", default="", help="where the site is going to be served; said with its accounts")

    def handle(self, *args: Any, **options: Any) -> None:
        self.refuse(trouble_with_folder(settings.DATA_DIR))
        self.check_port(options["url"])
        try:
            with _fewer_lines(options["verbosity"]):
                self.set_up(options)
        except (OSError, DatabaseError, CommandError) as error:
            self.refuse(sentence_on(error))
            raise
        self.check_port(options["url"])  # another start may have been first to serve, while this one waited
        self.announce(options["url"])

    def refuse(self, trouble: str) -> None:
        """Ends the command where there is a trouble."""
        if trouble:
            raise CommandError(trouble)

    def check_port(self, url: str) -> None:
        """Ends the command where no site can be served at ``url``."""
        if url:
            address = urlsplit(url)
            self.refuse(trouble_with_port(str(address.port or 80), address.hostname or ""))

    def set_up(self, options: dict[str, Any]) -> None:
        """Everything, in an order that lets a start which was killed be taken up by the next."""
        with set_up_lock(lambda: self.say(f"Waiting for {holder()}, which sets this site up ...")):
            fresh = self.prepare()
            if options["demo_accounts"]:
                with self.step("Accounts"):
                    ensure_demo_accounts()
        with self.step("Meaning"):
            self.index("search_drain", verbosity=options["verbosity"])
        if fresh and remote_targets():  # vectors that came later have left their marks on its scores
            self.index("search_rebuild")

    def prepare(self) -> bool:
        """Database, files, tree, index, collection; whether there were no cases before."""
        try:
            take_up(self.say)
        except BackupError as error:
            raise CommandError(str(error)) from error
        with self.step("Database"):
            call_command("migrate", verbosity=0, interactive=False)
        with self.step("Static files"):
            call_command("collectstatic", verbosity=0, interactive=False)
        with self.step("Pages"):
            ensure_plain_pages(ensure_site_tree())
        with self.step("Index"):
            self.index("search_rebuild", if_needed=True)
        fresh = not Case.objects.exists()
        if not Topic.objects.exists():
            with self.step("Thesaurus"):
                call_command("import_thesaurus", STARTER / "thesaurus.json", stdout=self.stdout)
        if fresh:
            with self.step("Starter collection"):
                keep_starter_vectors()
                import_vocabulary(json.loads((STARTER / "vocabulary.json").read_text(encoding="utf-8")))
                self.import_starter_cases()
                grade(Case.objects.values_list("pk", flat=True))
        return fresh

    def import_starter_cases(self) -> None:
        """Imports the cases that ship with the product."""
        with TemporaryDirectory() as folder:
            file = Path(folder) / "practices.jsonl"
            file.write_bytes(starter_cases())
            call_command("import_cases", file, publish=True, stdout=self.stdout)

    def step(self, name: str) -> AbstractContextManager[None]:
        """A part of the work, with the time it takes."""
        return step(name, self.say)

    def say(self, line: str) -> None:
        """Prints a line at once, also where standard output is a file or a pipe."""
        self.stdout.write(line)
        self.stdout.flush()

    def index(self, command: str, **options: Any) -> None:
        """Runs a command of search. Where another engine stands in, one that is away does not keep the site from
        starting: its index is built and brought up to date by the site itself, once it answers."""
        try:
            call_command(command, stdout=self.stdout, **options)
        except CommandError as error:
            if not (remote_targets() and settings.SEARCH_FALLBACK):
                raise
            self.stderr.write(f"{error}\nThe site starts without it, and looks for it again by itself.")

    def announce(self, url: str) -> None:
        """Says where the site is and how to log in, or how to make who can."""
        if url:
            self.say(f"\nSite   {url}\nAdmin  {url}admin/")
        for line in ways_to_log_in(with_passwords=bool(url)):
            self.say(line)


@contextmanager
def _fewer_lines(verbosity: int) -> Iterator[None]:
    """Keeps what search logs of its indexes out of the steps, which say as much; warnings stay."""
    logger = logging.getLogger("search")
    before = logger.level
    if verbosity < 2:
        logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        logger.setLevel(before)
