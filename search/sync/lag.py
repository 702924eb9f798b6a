"""How far each index lags behind the database."""

from dataclasses import dataclass

from django.db.models import Count, Min
from django.utils import timezone

from search.engines.targets import target_engines
from search.models import PARKED, WAITS, OutboxEntry

from .feed import mine


@dataclass(frozen=True, slots=True)
class OutboxState:
    """Entries that wait, entries that were given up, and for how long the oldest that waits has done so."""

    waiting: int = 0
    parked: int = 0
    oldest_seconds: float = 0.0


def outbox_state() -> dict[str, OutboxState]:
    """The state by engine, for every engine that is kept fresh; of the embedded one, on this machine. One query."""
    rows = (
        OutboxEntry.objects.filter(mine(target_engines()))
        .order_by()
        .values("engine")
        .annotate(
            waiting=Count("pk", filter=WAITS),
            parked=Count("pk", filter=PARKED),
            oldest=Min("created_at", filter=WAITS),
        )
    )
    now = timezone.now()
    states = dict.fromkeys(target_engines(), OutboxState())
    for row in rows:
        age = (now - row["oldest"]).total_seconds() if row["oldest"] else 0.0
        states[row["engine"]] = OutboxState(row["waiting"], row["parked"], max(0.0, age))
    return states
