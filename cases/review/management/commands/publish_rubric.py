"""manage.py publish_rubric FILE: publishes the next version of the rubric, for rounds that are opened from now on."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cases.review.records.rubric import RubricError
from cases.review.services.rounds.rubrics import publish_rubric


class Command(BaseCommand):
    """Command that checks a file of criteria and publishes it as the next version."""

    help = "Publishes a file of criteria (JSON) as the next version of the rubric."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        """Publishes it, or says what is wrong with it."""
        try:
            made = publish_rubric(json.loads(file.read_text(encoding="utf-8")))
        except (OSError, ValueError) as error:  # RubricError is one, and what json raises
            what = error if isinstance(error, RubricError) else f"{file}: {error}"
            raise CommandError(str(what)) from error
        self.stdout.write(f"Version {made.version} of the rubric holds for rounds that are opened from now on.")
