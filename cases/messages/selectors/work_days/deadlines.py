"""Deadlines of cities in their working days, and what is to be said of them."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.models import City
from cases.selectors.localized_format import listed

from .calendars import DayOff, calendar_of


@dataclass(frozen=True, slots=True)
class Due:
    """Deadline with what stands behind it. ``ends_at`` is the end of that day where the city lies."""

    day: date
    ends_at: datetime
    days_off: list[DayOff]
    is_known: bool

    @property
    def notes(self) -> list[str]:
        """Sentences that say what is not certain, or not known, about the day."""
        found = []
        if not self.is_known:
            found.append(_("Public holidays of this country are not known: only Saturday and Sunday were left out."))
        if estimated := sorted({off.name for off in self.days_off if off.is_estimated}):
            said = _("The dates of some holidays are reckoned and may move by a day: %(names)s")
            found.append(said % {"names": listed(estimated)})
        return found


def deadline(city: City, start: date | datetime, working_days: int) -> date:
    """The last of so many working days of a city after a day; a moment counts as the day it is there."""
    return calendar_of(city).deadline(start, working_days)


def working_days_between(city: City, start: date | datetime, end: date | datetime) -> int:
    """Number of working days of a city after a day, up to and with another."""
    return calendar_of(city).working_days_between(start, end)


def due(city: City, start: date | datetime, working_days: int) -> Due:
    """The deadline, with what readers of the active language are to know of it."""
    calendar = calendar_of(city, get_language() or "en")
    day = calendar.deadline(start, working_days)
    ends_at = datetime.combine(day + timedelta(days=1), time(), calendar.zone)
    return Due(day, ends_at, calendar.days_off_between(start, day), calendar.is_known)
