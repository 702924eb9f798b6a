"""Pages whose planned time to appear or to be withdrawn has come, as has that of anything else that has drafts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from django.apps import apps
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

LATE_AFTER = timedelta(minutes=5)  # beyond its time that a change is called late


@dataclass(frozen=True, order=True)
class Due:
    """A planned change whose time has come. ``key`` is of the revision that appears, or of what is withdrawn."""

    at: datetime
    kind: Literal["expire", "publish"]
    model: str  # label, such as "wagtailcore.page"
    key: str


@dataclass(frozen=True)
class Lateness:
    """Count of planned changes that are late, and seconds that the oldest of all that are due has waited."""

    late: int
    oldest_seconds: float


def due_changes() -> list[Due]:
    """Everything due, in the order of its times."""
    return sorted(_due(timezone.now()))


def anything_due() -> bool:
    """Whether anything is due; a query a kind of thing, since it is asked every few seconds."""
    now = timezone.now()
    return _to_publish(now).exists() or any(_to_expire(model, now).exists() for model in _drafted_models())


def lateness() -> Lateness:
    """State of the schedule, for probes."""
    now = timezone.now()
    ages = [now - due.at for due in _due(now)]
    return Lateness(sum(age > LATE_AFTER for age in ages), max((age.total_seconds() for age in ages), default=0.0))


def _drafted_models() -> list[Any]:
    """Pages, of whatever kind, and every other model that has drafts."""
    others = [
        model for model in apps.get_models() if issubclass(model, DraftStateMixin) and not issubclass(model, Page)
    ]
    return [Page, *others]


def _to_publish(now: datetime) -> Any:
    return Revision.objects.filter(approved_go_live_at__lte=now)


def _to_expire(model: Any, now: datetime) -> Any:
    return model.objects.filter(live=True, expire_at__lte=now)


def _due(now: datetime) -> Iterator[Due]:
    for key, at in _to_publish(now).values_list("pk", "approved_go_live_at"):
        yield Due(at, "publish", Revision._meta.label_lower, str(key))
    for model in _drafted_models():
        for key, at in _to_expire(model, now).values_list("pk", "expire_at"):
            yield Due(at, "expire", model._meta.label_lower, str(key))
