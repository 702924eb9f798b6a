"""manage.py ask_contacts: asks members of cities to confirm their contact. Run it by schedule, such as every night."""

from typing import Any

from django.core.management.base import BaseCommand

from cases.people.services.city_contacts import ask_to_confirm


class Command(BaseCommand):
    """Command that asks where a contact is to be confirmed soon, or should have been."""

    help = "Asks the members of cities to confirm the contact of their city, where that is due."

    def handle(self, *args: Any, **options: Any) -> None:
        """Asks, and says of how many cities."""
        self.stdout.write(f"Cities asked: {ask_to_confirm()}")
