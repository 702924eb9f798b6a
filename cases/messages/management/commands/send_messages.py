"""manage.py send_messages: sends what is due now, where no web process or worker does."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cases.messages.services.delivery import AwayError
from cases.messages.services.sending import send_due


class Command(BaseCommand):
    """Sends every message that is due, and says how many were taken."""

    help = __doc__ or ""

    def handle(self, **options: Any) -> None:
        try:
            count = send_due()
        except AwayError as error:
            raise CommandError(f"The mail server takes nothing: {error}") from error
        if options["verbosity"]:
            self.stdout.write(f"{count} sent")
