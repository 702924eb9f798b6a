"""manage.py migrate: Django's own, one process at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.commands.migrate import Command as Migrate
from django.db import connections

from home.services.set_up_lock import holder, set_up_lock


class Command(Migrate):
    """Updates the schema. Nodes that start together may all call it: one does the work, the others wait."""

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        with set_up_lock(lambda: self.stderr.write(f"waiting for {holder()}, which migrates this database ...")):
            connection = connections[options["database"]]
            with _patience(connection):
                super().handle(*args, **options)


@contextmanager
def _patience(connection: Any) -> Iterator[None]:
    """Filling a new column may take longer than any request should; waiting for a table may not.

    Whoever asks for a table after a migration waits behind it, so that a migration that waits stops the site.
    """
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0; SET lock_timeout = '10s'")
    yield
    with connection.cursor() as cursor:
        cursor.execute("RESET statement_timeout; RESET lock_timeout")
