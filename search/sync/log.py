"""The log of changes, which every index reads from its own position on.

A row is written in the transaction of the change, without a number. Whoever reads next numbers the rows that are
committed by then: one at a time, in a transaction that holds the counter until its end. So numbers become visible in
their order, and a row is never numbered below one that somebody has read: an index that has read up to a number lacks
nothing below it, however late a transaction commits, on any database. (The id of a row would not do: PostgreSQL commits
rows out of the order of their ids.)

Numbers follow the clock and are never drawn twice, also not after a backup was restored (``versions``). A position is
the number of the row read last; an index reads on only where that very row is still in the log. It is not where the row
was trimmed, or where the database is another or an older one: then the index is built anew.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models import F, Max, Min, QuerySet
from django.utils import timezone

from search.contract.index import Position
from search.models import OutboxEntry

from .versions import next_version

Kind = OutboxEntry.Kind
FOR_INDEXES = (Kind.DOCUMENT, Kind.VECTOR)  # what an index has to learn of
FOR_VECTORS = (Kind.DOCUMENT, Kind.WANTED)  # after what the vector of a case is computed
KEPT_FOR, KEPT_ROWS = timedelta(days=7), 1000  # at least: of a row both must be exceeded before it goes


def append(codes: Iterable[str], kind: str) -> None:
    """Notes something about these cases, in the running transaction."""
    OutboxEntry.objects.bulk_create([OutboxEntry(code=code, kind=kind) for code in codes], batch_size=500)


def number_committed() -> None:
    """Gives their numbers to rows that have none."""
    new = OutboxEntry.objects.filter(number=None)
    if not new.exists():
        return
    with transaction.atomic():
        first = next_version()  # holds the counter, so that nobody else numbers until this is committed
        ids = new.aggregate(least=Min("pk"), most=Max("pk"))
        if ids["least"] is None:  # somebody else did it
            return
        # Within these bounds only: one with a lower id may be committed just now, and would get a lower number.
        rows = new.filter(pk__gte=ids["least"], pk__lte=ids["most"])
        rows.update(number=F("pk") + (first - ids["least"]))
        next_version(above=first + ids["most"] - ids["least"])


def end() -> int:
    """The number of the last row: whoever reads the cases after this call finds what all rows up to it are about."""
    number_committed()
    last: int | None = OutboxEntry.objects.aggregate(last=Max("number"))["last"]
    if last is None:  # a log that has not begun
        append([""], Kind.START)
        return end()
    return last


def leads_on_from(position: Position | None) -> bool:
    """Whether an index with this position may read on: the row that it read last is still there."""
    return position is not None and OutboxEntry.objects.filter(number=position.number).exists()


class Row(NamedTuple):
    """A row that has its number."""

    number: int
    kind: str
    code: str


def next_rows(number: int, kinds: Iterable[str], most: int, last: int | None = None) -> list[Row]:
    """The next rows that a reader at this position has yet to read; where it says so, none after the ``last``."""
    rows = rows_after(number, kinds)
    if last is not None:
        rows = rows.filter(number__lte=last)
    return [Row(found or 0, kind, code) for found, kind, code in rows.values_list("number", "kind", "code")[:most]]


def rows_after(number: int, kinds: Iterable[str]) -> QuerySet[OutboxEntry]:
    """Rows of the log, in order."""
    return OutboxEntry.objects.filter(number__gt=number, kind__in=kinds).order_by("number")


def trim() -> None:
    """Deletes the old part of the log, but never its end."""
    young = OutboxEntry.objects.filter(created_at__gte=timezone.now() - KEPT_FOR).aggregate(first=Min("number"))
    newest = list(
        OutboxEntry.objects.exclude(number=None).order_by("-number").values_list("number", flat=True)[:KEPT_ROWS]
    )
    kept_from = min([*newest[-1:], *([young["first"]] if young["first"] is not None else [])], default=0)
    OutboxEntry.objects.filter(number__lt=kept_from).delete()  # from its beginning on, so that no gap can hide


def begin_anew() -> None:
    """Forgets all rows: no index leads on from here, and every one is built anew. For a database that is another."""
    OutboxEntry.objects.all().delete()
    end()
