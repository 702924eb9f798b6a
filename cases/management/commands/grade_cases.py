"""manage.py grade_cases: gives cases that nobody has graded the evidence level that their data show."""

from typing import Any

from django.core.management.base import BaseCommand

from cases.models import Case
from cases.services.evidence import grade


class Command(BaseCommand):
    """Command for a site whose cases are older than the levels. What somebody graded stays as it is."""

    help = "Gives cases that nobody has graded the evidence level that their data show; never the last one."

    def handle(self, *args: Any, **options: Any) -> None:
        """Grades, and says how many."""
        self.stdout.write(f"Cases graded: {grade(Case.objects.values_list('pk', flat=True))}")
