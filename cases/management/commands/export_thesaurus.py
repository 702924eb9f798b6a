"""manage.py export_thesaurus FILE"""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from cases.selectors.concept_record import thesaurus_file


class Command(BaseCommand):
    """Writes the thesaurus as JSON in the format that import_thesaurus reads."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        content = thesaurus_file()
        text = json.dumps(content.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n"
        options["file"].write_text(text, encoding="utf-8", newline="\n")
        self.stdout.write(f"{len(content.concepts)} concepts written to {options['file']}")
