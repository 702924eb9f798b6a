"""manage.py export_thesaurus FILE"""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from cases.records.skos.writing import write_skos
from cases.selectors.concept_record import thesaurus_file

KINDS = {".ttl": "turtle", ".rdf": "xml", ".xml": "xml"}


class Command(BaseCommand):
    """Writes the thesaurus: as SKOS where the name ends in .ttl, .rdf or .xml, else as JSON."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        content = thesaurus_file()
        path: Path = options["file"]
        if kind := KINDS.get(path.suffix.lower()):
            path.write_bytes(write_skos(content, settings.WAGTAILADMIN_BASE_URL, kind))
        else:
            text = json.dumps(content.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n"
            path.write_text(text, encoding="utf-8", newline="\n")
        self.stdout.write(f"{len(content.concepts)} concepts written to {path}")
