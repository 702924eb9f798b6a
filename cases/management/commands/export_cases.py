"""manage.py export_cases FILE"""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from tqdm import tqdm

from cases.models import Case
from cases.records.sheets.writing import write_records
from cases.selectors.case_record import case_records


class Command(BaseCommand):
    """Writes every case, drafts too, in a format that import_cases reads: a workbook (.xlsx), else JSON Lines."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        aside = path.with_name(path.name + ".part")
        if path.suffix.lower() == ".xlsx":
            with aside.open("wb") as workbook:
                count = write_records(workbook, case_records)
        else:
            count = self._write_lines(aside, hidden=options["verbosity"] == 0 or None)  # None: where it is no terminal
        aside.replace(path)
        self.stdout.write(f"{count} cases written to {path}")

    @staticmethod
    def _write_lines(aside: Path, *, hidden: bool | None) -> int:
        count = 0
        with aside.open("w", encoding="utf-8", newline="\n") as file:
            for record in tqdm(case_records(), total=Case.objects.count(), desc="cases", disable=hidden):
                file.write(json.dumps(record.model_dump(mode="json"), ensure_ascii=False) + "\n")
                count += 1
        return count
