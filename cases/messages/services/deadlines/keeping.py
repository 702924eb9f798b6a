"""Deadlines: set, moved and cancelled. Every change counts, so that calendars take it over."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from cases.messages.models import Deadline
from cases.messages.selectors.references import reference_to
from cases.messages.selectors.work_days.calendars import calendar_of
from cases.models import City


def set_deadline(
    kind: str, about: Any, city: City, start: date | datetime, working_days: int, *, title: str, url: str = ""
) -> Deadline:
    """The deadline of a city about a thing: a new one, or the one there is, moved. Unchanged, it stays as it is."""
    calendar = calendar_of(city)
    values = {
        "city": city,
        "title": title[:250],
        "url": url[:500],
        "start": calendar.local(start),
        "working_days": working_days,
        "due": calendar.deadline(start, working_days),
        "cancelled_at": None,
    }
    key = _key(kind, about)
    with transaction.atomic():
        found, is_new = Deadline.objects.get_or_create(**key, defaults={**values, "changed_at": timezone.now()})
        found = Deadline.objects.select_for_update(of=("self",)).get(pk=found.pk)
        changed = {name: value for name, value in values.items() if getattr(found, name) != value}
        if changed and not is_new:
            _change(found, changed)
    return found


def cancel_deadline(kind: str, about: Any) -> Deadline | None:
    """The deadline, cancelled; None where there is none. One that was cancelled before stays as it is."""
    with transaction.atomic():
        found = Deadline.objects.select_for_update(of=("self",)).filter(**_key(kind, about)).first()
        if found is not None and found.cancelled_at is None:
            _change(found, {"cancelled_at": timezone.now()})
    return found


def reckon_again(city: City) -> list[Deadline]:
    """Deadlines of a city that another calendar moves, moved; those that are over or cancelled stay."""
    calendar = calendar_of(city)
    moved = []
    with transaction.atomic():
        for found in Deadline.objects.select_for_update(of=("self",)).filter(
            city=city, cancelled_at=None, due__gte=calendar.local(timezone.now())
        ):
            day = calendar.deadline(found.start, found.working_days)
            if day != found.due:
                _change(found, {"due": day})
                moved.append(found)
    return moved


def _change(found: Deadline, values: dict[str, Any]) -> None:
    for name, value in {**values, "sequence": found.sequence + 1, "changed_at": timezone.now()}.items():
        setattr(found, name, value)
    found.save()


def _key(kind: str, about: Any) -> dict[str, Any]:
    return {"kind": kind, **reference_to(about)}
