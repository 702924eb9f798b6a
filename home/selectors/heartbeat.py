"""When processes were last seen at work."""

from django.db.models import Max
from django.utils import timezone

from home.models import Heartbeat


def seconds_silent() -> dict[str, float]:
    """Seconds since the last sign of life, by kind of process; kinds never seen are not in it. One query."""
    now = timezone.now()
    rows = Heartbeat.objects.order_by().values("kind").annotate(latest=Max("seen_at"))
    return {row["kind"]: max(0.0, (now - row["latest"]).total_seconds()) for row in rows}
