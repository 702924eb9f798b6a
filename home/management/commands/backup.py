"""manage.py backup FILE|FOLDER"""

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from home.services.backup import BackupError, make_backup

ENDED = 128 + signal.SIGTERM  # exit status, as a shell gives it


class Command(BaseCommand):
    """Writes database, media and thesaurus with their checksums into one file. The site may go on meanwhile."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("target", type=Path, metavar="FILE|FOLDER", help="a new file, or a folder to make one in")

    def handle(self, *args: Any, **options: Any) -> None:
        hidden = options["verbosity"] == 0 or None
        with _ended_in_order(), tqdm(desc="media", unit="file", disable=hidden, leave=False) as bar:
            try:
                path = make_backup(options["target"], bar.update)
            except BackupError as error:
                raise CommandError(str(error)) from error
        self.stdout.write(f"{path}: {path.stat().st_size / 1e6:.1f} MB")


@contextmanager
def _ended_in_order() -> Iterator[None]:
    """Lets SIGTERM, which systemd sends, end the command as an exception, so that what is half made is taken away."""
    if threading.current_thread() is not threading.main_thread():  # where Python allows no handler
        yield
        return
    before = signal.signal(signal.SIGTERM, lambda *_signal: sys.exit(ENDED))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
