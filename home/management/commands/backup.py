"""manage.py backup FILE|FOLDER"""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from home.services.backup import BackupError, make_backup


class Command(BaseCommand):
    """Writes database, media and thesaurus with their checksums into one file. The site may go on meanwhile."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("target", type=Path, metavar="FILE|FOLDER", help="a new file, or a folder to make one in")

    def handle(self, *args: Any, **options: Any) -> None:
        with tqdm(desc="media", unit="file", disable=options["verbosity"] == 0 or None, leave=False) as bar:
            try:
                path = make_backup(options["target"], bar.update)
            except BackupError as error:
                raise CommandError(str(error)) from error
        self.stdout.write(f"{path}: {path.stat().st_size / 1e6:.1f} MB")
