"""The list of machines as a change reads it, and how to know that all who read an older list have ended.

A change that read the list before a machine was registered leaves no entry for it. Where that machine reads the cases
before the change is committed, it learns of it neither way. On SQLite that cannot be: whoever writes is alone. On
PostgreSQL who reads the list says so, by an advisory lock that is shared and held until the end of the transaction;
and a new machine waits for the transactions that hold it. Nobody ever waits for the machine.
"""

import time

from django.db import connection

from search.models import Machine

# An advisory lock of two numbers, which stand for "the list of machines" and mean nothing else.
NUMBERS = (0x6B6E6F77, 1)
PAUSE = 0.2  # seconds between two looks
_HOLDERS = """
    SELECT virtualtransaction FROM pg_locks
    WHERE locktype = 'advisory' AND classid = %s AND objid = %s AND objsubid = 2 AND granted
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND pid <> pg_backend_pid()
"""


def machines() -> list[str]:
    """Ids of the machines that a change has to leave an entry for; until the transaction ends, others see that."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:  # a statement of its own: the next one sees what is there after it
            cursor.execute("SELECT pg_advisory_xact_lock_shared(%s, %s)", NUMBERS)
    return list(Machine.objects.order_by("pk").values_list("pk", flat=True))


def readers_have_ended(seconds: float) -> bool:
    """Waits until the transactions that have read the list before now have ended; whether they did, in that time."""
    if connection.vendor != "postgresql":
        return True
    until, open_before = time.monotonic() + seconds, _holders()
    while open_before:
        if time.monotonic() >= until:
            return False
        time.sleep(PAUSE)
        open_before &= _holders()
    return True


def _holders() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(_HOLDERS, NUMBERS)
        return {row[0] for row in cursor.fetchall()}
