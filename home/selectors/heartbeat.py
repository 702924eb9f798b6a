"""Processes by when they were last seen at work."""

from datetime import timedelta

from django.db.models import Max, QuerySet
from django.utils import timezone

from home.models import Heartbeat

LOST_AFTER = timedelta(minutes=1)  # four heartbeats missed: the process is taken for dead


def seconds_silent() -> dict[str, float]:
    """Seconds since the last sign of life, by kind of process; kinds never seen are not in it. One query.

    A batch is not in it either: nobody counts on one.
    """
    now = timezone.now()
    rows = Heartbeat.objects.exclude(kind="batch").order_by().values("kind").annotate(latest=Max("seen_at"))
    return {row["kind"]: max(0.0, (now - row["latest"]).total_seconds()) for row in rows}


def living_processes() -> set[str]:
    """Names of the processes that live."""
    return set(_living().values_list("process", flat=True))


def served_queues() -> set[str]:
    """Queues that a living worker serves; "*" among them when one serves all."""
    served = _living().filter(kind="worker").values_list("queues", flat=True)
    return {name for queues in served for name in queues.split(",") if name}


def _living() -> QuerySet[Heartbeat]:
    return Heartbeat.objects.filter(seen_at__gte=timezone.now() - LOST_AFTER)
