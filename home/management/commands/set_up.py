"""manage.py set_up [--demo-accounts]: the one set-up command."""

import json
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from cases.models import Case, Topic
from cases.services.imports.vocabulary import import_vocabulary
from home.services.accounts import accounts_file, ensure_demo_accounts
from home.services.plain_pages import ensure_plain_pages
from home.services.set_up_lock import set_up_lock
from home.services.site_tree import ensure_site_tree
from home.services.starter import STARTER, keep_starter_vectors
from search.engines.targets import remote_targets


class Command(BaseCommand):
    """Prepares a site: database, static files, page tree, starter collection. Running it again changes nothing."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--demo-accounts", action="store_true", help="on a new database, make accounts to try the site"
        )
        parser.add_argument("--url", default="", help="say that the site is here, and which demo accounts there are")

    def handle(self, *args: Any, **options: Any) -> None:
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        with set_up_lock(lambda: self.stdout.write("Another process sets this site up; waiting ...")):
            fresh = self.prepare()
        self.stdout.write("Meaning ...")
        self.index("search_drain", verbosity=options["verbosity"])
        if fresh and remote_targets():  # vectors that came later have left their marks on its scores
            self.index("search_rebuild")
        if options["demo_accounts"] and fresh:
            ensure_demo_accounts()
        if options["url"]:
            self.announce(options["url"])

    def prepare(self) -> bool:
        """Database, files, tree, index, collection; whether there were no cases before."""
        self.stdout.write("Database ...")
        call_command("migrate", verbosity=0, interactive=False)
        self.stdout.write("Static files ...")
        call_command("collectstatic", verbosity=0, interactive=False)
        ensure_plain_pages(ensure_site_tree())
        self.stdout.write("Index ...")
        self.index("search_rebuild", if_needed=True)
        fresh = not Case.objects.exists()
        if not Topic.objects.exists():
            self.stdout.write("Thesaurus ...")
            call_command("import_thesaurus", STARTER / "thesaurus.json", stdout=self.stdout)
        if fresh:
            self.stdout.write("Starter collection ...")
            keep_starter_vectors()
            import_vocabulary(json.loads((STARTER / "vocabulary.json").read_text(encoding="utf-8")))
            call_command("import_cases", STARTER / "practices.jsonl", publish=True, stdout=self.stdout)
        return fresh

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
        """Says where the site is and who can log in."""
        self.stdout.write(f"\nSite   {url}\nAdmin  {url}admin/")
        try:
            accounts = accounts_file().read_text(encoding="utf-8")
        except FileNotFoundError:
            return
        self.stdout.write(f"Demo accounts, kept in {accounts_file()}:\n{accounts}")
