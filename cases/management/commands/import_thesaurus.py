"""manage.py import_thesaurus FILE [--dry-run] [--force]"""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cases.services.imports.thesaurus import import_thesaurus


class Command(BaseCommand):
    """Imports a thesaurus from JSON, Turtle or RDF/XML: all of it, or nothing when anything in it is wrong."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="check and count, write nothing")
        parser.add_argument("--force", action="store_true", help="overwrite what a person edited since the last import")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            content = options["file"].read_bytes()
        except OSError as error:
            raise CommandError(f"cannot read {options['file']}: {error.strerror}") from error
        report = import_thesaurus(content, force=options["force"], dry_run=options["dry_run"])
        for note in report.notes:
            self.stderr.write(note)
        for problem in report.problems:
            self.stderr.write(problem)
        for code in report.kept:
            self.stderr.write(f"{code}: edited here since the last import, left as it is (--force overwrites)")
        if report.problems:
            raise CommandError("nothing was imported")
        counts = ", ".join(f"{report.counts[name]} {name}" for name in ("created", "updated", "unchanged", "kept"))
        self.stdout.write(("would be: " if options["dry_run"] else "") + counts)
