"""Calendar by which a city works: its country's weekend and holidays, and what it says otherwise itself."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from cases.messages.models import CityCalendar
from cases.models import City

from .countries import FIRST_YEAR, LAST_YEAR, is_known, year_of
from .zones import time_zone_of

if TYPE_CHECKING:
    from cases.messages.models import CityDayOff

MOST_WORKING_DAYS = 1_000
_LONGEST = timedelta(days=10_000)  # that are looked through


class OutsideCalendarError(ValueError):
    """Error where days are asked for that no calendar knows, or that never come."""


@dataclass(frozen=True, slots=True)
class DayOff:
    """Day on which the offices of a city are closed, and why. ``name`` is "" of a weekend."""

    date: date
    name: str
    is_estimated: bool = False


@dataclass(frozen=True)
class WorkCalendar:
    """Calendar of working days. ``weekend`` is None where that of the country holds."""

    country: str
    zone: ZoneInfo
    weekend: frozenset[int] | None = None
    own_days: dict[date, "CityDayOff"] = field(default_factory=dict)
    language: str = "en"

    @property
    def is_known(self) -> bool:
        """Whether holidays of the country are known."""
        return is_known(self.country)

    def day_off(self, day: date) -> DayOff | None:
        """Why a day is none of work; None where it is one. Raises OutsideCalendarError."""
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise OutsideCalendarError(f"no calendar knows {day}")
        own = self.own_days.get(day)
        if own is not None:
            return None if own.is_working else DayOff(day, own.name)
        year = year_of(self.country, day.year, self.language)
        if holiday := year.holidays.get(day):
            return DayOff(day, holiday.name, holiday.is_estimated)
        is_weekend = day in year.weekends if self.weekend is None else day.weekday() in self.weekend
        return DayOff(day, "") if is_weekend else None

    def is_working(self, day: date) -> bool:
        """Whether offices of the city are open on a day."""
        return self.day_off(day) is None

    def local(self, moment: date | datetime) -> date:
        """Date of a moment where the city lies."""
        if isinstance(moment, datetime):
            return (moment.astimezone(self.zone) if moment.tzinfo else moment).date()
        return moment

    def deadline(self, start: date | datetime, working_days: int) -> date:
        """The last of so many working days after a day. That day itself never counts, however early somebody asks.

        With none it is the day itself, or where offices are closed on it the next on which they are open.
        """
        if not 0 <= working_days <= MOST_WORKING_DAYS:
            raise OutsideCalendarError(f"a deadline is 0 to {MOST_WORKING_DAYS} working days away")
        day = begun = self.local(start)
        if working_days == 0:
            while not self.is_working(day):
                day = self._next(day, begun)
            return day
        left = working_days
        while left:
            day = self._next(day, begun)
            left -= self.is_working(day)
        return day

    def working_days_between(self, start: date | datetime, end: date | datetime) -> int:
        """Number of working days after a day, up to and with another; 0 where that is not later."""
        day, last = self.local(start), self.local(end)
        if last - day > _LONGEST:
            raise OutsideCalendarError("more days than are looked through")
        count = 0
        while day < last:
            day += timedelta(days=1)
            count += self.is_working(day)
        return count

    def days_off_between(self, start: date | datetime, end: date | datetime) -> list[DayOff]:
        """Days off after a day, up to and with another, weekends left out unless they are holidays as well."""
        day, last = self.local(start), self.local(end)
        if last - day > _LONGEST:
            raise OutsideCalendarError("more days than are looked through")
        days = [day + timedelta(days=number) for number in range(1, (last - day).days + 1)]
        return [off for each in days if (off := self.day_off(each)) is not None and off.name]

    @staticmethod
    def _next(day: date, begun: date) -> date:
        if day - begun > _LONGEST:
            raise OutsideCalendarError("the city never works")
        return day + timedelta(days=1)


def calendar_of(city: City, language: str = "en") -> WorkCalendar:
    """Calendar of a city, names of holidays in a language. Two queries at most."""
    own = CityCalendar.objects.filter(city=city).first()
    if own is None:
        return WorkCalendar(city.country, time_zone_of(city), language=language)
    return WorkCalendar(
        country=city.country,
        zone=time_zone_of(city, own.time_zone),
        weekend=frozenset(map(int, filter(None, own.weekend.split(",")))) if own.own_weekend else None,
        own_days={day.date: day for day in own.days.all()},
        language=language,
    )
