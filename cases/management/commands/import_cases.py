"""manage.py import_cases FILE [--dry-run] [--publish] [--force] [--encoding NAME] [--leave-out-unknown]"""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from cases.records.sheets.encodings import ENCODINGS, in_utf8
from cases.records.sheets.formats import headings_of
from cases.records.sheets.unreadable import UnreadableFile
from cases.services.imports.cases import ImportOptions, ImportReport, import_cases


class Command(BaseCommand):
    """Imports case studies from JSON Lines, CSV or Excel; every problem of what does not go in is reported."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="check and count, write nothing")
        parser.add_argument(
            "--publish", action="store_true", help="publish the pages instead of leaving them as drafts"
        )
        parser.add_argument("--force", action="store_true", help="overwrite what a person edited since the last import")
        parser.add_argument(
            "--encoding", choices=ENCODINGS, default="", help="of a CSV file that is neither UTF-8 nor UTF-16"
        )

        parser.add_argument(
            "--leave-out-unknown",
            action="store_true",
            help="of another's sheet, leave out the columns whose headings nobody knows; each is named",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        chosen = ImportOptions(publish=options["publish"], force=options["force"], dry_run=options["dry_run"])
        try:
            file = path.open("rb")
        except OSError as error:
            raise CommandError(f"cannot read {path}: {error.strerror}") from error
        total = path.stat().st_size
        hidden = options["verbosity"] == 0 or None  # None: where it is no terminal
        with file, tqdm(total=total, unit="B", unit_scale=True, desc="cases", disable=hidden) as bar:
            try:
                readable = in_utf8(file, options["encoding"])
            except UnreadableFile as error:
                raise CommandError(f"line {error.line}: {error}") from error
            with readable:
                headings = headings_of(readable) if options["leave_out_unknown"] else None
                matching = headings.proposed() if headings else None
                report = import_cases(readable, chosen, bar.update, matching=matching)
        self.report(report, dry_run=chosen.dry_run)

    def report(self, report: ImportReport, *, dry_run: bool) -> None:
        """Prints problems on standard error and the counts on standard output; fails when a record was rejected."""
        for problem in report.problems:
            self.stderr.write(f"{problem.cell}: {problem}" if problem.cell else str(problem))
        if report.problem_count > len(report.problems):
            self.stderr.write(f"and {report.problem_count - len(report.problems)} problems more")
        for note in report.notes:
            self.stderr.write(f"{note.cell}: {note}" if note.cell else str(note))
        if report.note_count > len(report.notes):
            self.stderr.write(f"and {report.note_count - len(report.notes)} notes more")
        for import_id in report.kept:
            self.stderr.write(f"{import_id}: edited here since the last import, left as it is (--force overwrites)")
        counts = ", ".join(
            f"{report.counts[name]} {name}" for name in ("created", "updated", "unchanged", "kept", "rejected")
        )
        self.stdout.write(("would be: " if dry_run else "") + counts)
        if not any(report.counts[name] for name in ("created", "updated", "kept", "rejected")):
            self.stdout.write("nothing changed")
        if report.counts["rejected"]:
            raise CommandError(f"{report.counts['rejected']} records were not imported")
