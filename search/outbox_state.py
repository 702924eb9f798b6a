"""How far each index lags behind the database."""

from dataclasses import dataclass

from django.db.models import Count, Min, Q
from django.utils import timezone

from .models import OutboxEntry
from .targets import target_engines

_WAITS = Q(applied_at=None, parked_at=None)


@dataclass(frozen=True, slots=True)
class OutboxState:
    """Entries that wait, entries that were given up, and for how long the oldest that waits has done so."""

    waiting: int = 0
    parked: int = 0
    oldest_seconds: float = 0.0


def outbox_state() -> dict[str, OutboxState]:
    """The state by engine, for every engine that is kept fresh. One query."""
    rows = (
        OutboxEntry.objects.filter(engine__in=target_engines())
        .order_by()
        .values("engine")
        .annotate(
            waiting=Count("pk", filter=_WAITS),
            parked=Count("pk", filter=Q(applied_at=None, parked_at__isnull=False)),
            oldest=Min("created_at", filter=_WAITS),
        )
    )
    now = timezone.now()
    states = dict.fromkeys(target_engines(), OutboxState())
    for row in rows:
        age = (now - row["oldest"]).total_seconds() if row["oldest"] else 0.0
        states[row["engine"]] = OutboxState(row["waiting"], row["parked"], max(0.0, age))
    return states
