"""manage.py restore FILE [--force]"""

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from home.services.backup import BackupError, restore_backup


class Command(BaseCommand):
    """Puts a backup in place of the site's database and media, and builds the index anew. Stop the site before."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--force", action="store_true", help="replace what the site holds")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            manifest = restore_backup(options["file"], force=options["force"], say=self.stdout.write)
        except BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write("Index ...")
        call_command("search_rebuild", verbosity=options["verbosity"], stdout=self.stdout)
        counts = ", ".join(f"{number} {name}s" for name, number in manifest.counts.items())
        self.stdout.write(f"restored what the site was at {manifest.made_at}: {counts}")
