"""Takes the second factor from an account whose person has lost it and every recovery code."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q

from cases.people.services.second_factors import take_away


class Command(BaseCommand):
    """Command of whoever runs the server, who has made sure who it is that asks."""

    help = "Take the second factor from an account; its person sets up another at the next log-in"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="user name or address of e-mail")

    def handle(self, *args: Any, name: str, **options: Any) -> None:
        user = User.objects.filter(Q(username=name) | Q(email__iexact=name)).order_by("pk").first()
        if user is None:
            raise CommandError(f"No account is called {name}.")
        self.stdout.write(f"{user.get_username()}: {take_away(user)} second factor(s) taken away.")
