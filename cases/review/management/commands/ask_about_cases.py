"""manage.py ask_about_cases: asks cities whether their cases still hold. Run it by schedule, such as every night."""

from typing import Any

from django.core.management.base import BaseCommand

from cases.review.services.kept_true.asking import ask_about_cases


class Command(BaseCommand):
    """Command that asks about cases whose day comes soon, and goes on where nobody answered."""

    help = "Asks cities whether their cases still hold, again, at their mailbox, and tells the editors in the end."

    def handle(self, *args: Any, **options: Any) -> None:
        """Asks, and says what was done."""
        done = ask_about_cases()
        self.stdout.write(
            f"Cases given a day: {done.dated}. Asked about: {done.begun}. "
            f"Asked again or of others: {done.went_on}. No longer asked about: {done.dropped}."
        )
