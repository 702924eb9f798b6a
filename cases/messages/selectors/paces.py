"""Pace of messages: what a person chose for a kind, and when the next mail that holds several leaves."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from wagtail.users.models import UserProfile

from cases.messages.causes import Kind
from cases.messages.choices import Pace
from cases.messages.models import Preference

HOUR = 7  # of the day, in the time of the site, at which mails that hold several are made
_FIRST_DAYS = {"fa": 5, "ar": 6}  # Saturday, Sunday; elsewhere Monday


def pace_for(kind: Kind, person: Any = None, address: str = "") -> Pace:
    """Pace of a kind for a person, else for an address: what was chosen, else that of the kind.

    Wagtail's own choice of yes or no is heeded as well, wherever it was made.
    """
    if kind.mandatory:
        return kind.pace
    if person is not None and kind.flag:
        said = UserProfile.objects.filter(user=person).values_list(f"{kind.flag}_notifications", flat=True).first()
        if said is False:
            return Pace.OFF
    whose = {"person": person} if person is not None else {"person": None, "address": address}
    chosen = Preference.objects.filter(kind=kind.code, **whose).values_list("pace", flat=True).first()
    return Pace(chosen) if chosen else kind.pace


def due_at(pace: Pace, language: str, now: datetime | None = None) -> datetime:
    """Time at which a message of this pace leaves: now, next morning, or in the morning that begins the next week."""
    now = now or timezone.now()
    if pace not in (Pace.DAILY, Pace.WEEKLY):
        return now
    local = timezone.localtime(now)
    morning = local.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    if morning <= local:
        morning += timedelta(days=1)
    if pace == Pace.WEEKLY:
        morning += timedelta(days=(_FIRST_DAYS.get(language, 0) - morning.weekday()) % 7)
    return morning
