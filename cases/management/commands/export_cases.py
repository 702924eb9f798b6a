"""manage.py export_cases FILE"""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from tqdm import tqdm

from cases.models import Case
from cases.selectors.case_record import case_records


class Command(BaseCommand):
    """Writes every case, drafts too, as JSON Lines in the format that import_cases reads."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        count = 0
        aside = options["file"].with_name(options["file"].name + ".part")
        with aside.open("w", encoding="utf-8", newline="\n") as file:
            hidden = options["verbosity"] == 0 or None  # None: where it is no terminal
            for record in tqdm(case_records(), total=Case.objects.count(), desc="cases", disable=hidden):
                file.write(json.dumps(record.model_dump(mode="json"), ensure_ascii=False) + "\n")
                count += 1
        aside.replace(options["file"])
        self.stdout.write(f"{count} cases written to {options['file']}")
