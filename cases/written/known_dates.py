"""Dates as they are known: a year, a month or a day, in the calendar in which somebody wrote it."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from persiantools.jdatetime import JalaliDate

from cases.choices import Calendar, DatePrecision

from .dates import GREGORIAN, JALALI, PartialDate
from .numbers import bare

_BOTH = re.compile(r"([^()\s]+)\s*\(([^()\s]+)\)\Z")
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?\Z")


@dataclass(frozen=True, slots=True)
class KnownDate:
    """Date as it is known. Its calendar follows from its year, since no year is of both calendars here."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        is_whole = self.month != 0 and self.day != 0 and (self.day is None or self.month is not None)
        if not is_whole or (self.year not in JALALI and self.year not in GREGORIAN):
            raise ValueError(self.year)
        _ = self.last  # ValueError where there is no such month or day

    @classmethod
    def read(cls, text: str) -> "KnownDate":
        """Date of ۱۳۸۶, ۱۳۸۶/۱۰, 2008-05-12, in any digits. ValueError where there is no such date."""
        iso = re.sub(r"[/.]", "-", re.sub(r"(?<=^\d{4})\.0+$", "", bare(text)))
        if not (parts := _ISO.match(iso)):
            raise ValueError(text)
        return cls(*(int(part) if part else None for part in parts.groups()))  # type: ignore[arg-type]  # a year is there

    def __str__(self) -> str:
        """YYYY, YYYY-MM or YYYY-MM-DD in its own calendar."""
        return "-".join([str(self.year), *(f"{part:02}" for part in (self.month, self.day) if part)])

    @property
    def calendar(self) -> Calendar:
        """Calendar in which it is written."""
        return Calendar.JALALI if self.year in JALALI else Calendar.GREGORIAN

    @property
    def precision(self) -> DatePrecision:
        """Precision to which it is known."""
        return DatePrecision.DAY if self.day else DatePrecision.MONTH if self.month else DatePrecision.YEAR

    @property
    def first(self) -> date:
        """First day it may mean, in the Gregorian calendar."""
        return self._gregorian(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """Last day it may mean, in the Gregorian calendar."""
        if self.day:
            return self.first
        year, month = (self.year, self.month + 1) if self.month and self.month < 12 else (self.year + 1, 1)
        if self.month and not 1 <= self.month <= 12:
            raise ValueError(self.month)
        return self._gregorian(year, month, 1) - timedelta(days=1)

    def _gregorian(self, year: int, month: int, day: int) -> date:
        if self.calendar == Calendar.JALALI:
            made: date = JalaliDate(year, month, day).to_gregorian()
            return made
        return date(year, month, day)

    def may_lie_in(self, year: int | None) -> bool:
        """Whether it may lie in this Gregorian year."""
        return year is not None and self.first.year <= year <= self.last.year

    @property
    def is_plain(self) -> bool:
        """Whether it says no more than its Gregorian year."""
        return self.calendar == Calendar.GREGORIAN and self.month is None

    def day_in(self, year: int) -> date:
        """The day by which it is put in order: the first it may mean in this Gregorian year; of a year or month known
        only as such, the first of the year or month."""
        day = max(self.first, date(year, 1, 1))
        if self.precision == DatePrecision.DAY:
            return day
        return date(year, 1, 1) if self.precision == DatePrecision.YEAR else day.replace(day=1)


class KnownYear(int):
    """Gregorian year that remembers the date as it is known (None: no more is known than the year)."""

    known: KnownDate | None = None

    @classmethod
    def of(cls, year: int, known: KnownDate | None = None) -> "KnownYear":
        """Year with the date as it is known; a date that says no more, or cannot lie in that year, is left out."""
        made = cls(year)
        made.known = known if known and not known.is_plain and known.may_lie_in(year) else None
        return made

    @classmethod
    def read(cls, text: str) -> "KnownYear":
        """Year of a date as people write it: ۱۳۸۶, 2008-05; the Gregorian year in which that begins, or the one that
        stands beside it: ۱۳۸۶/۱۰ (۲۰۰۸), 2008 (1386-10). ValueError on anything else."""
        if not (both := _BOTH.match(bare(text))):
            known = KnownDate.read(text)
            return cls.of(known.first.year, known)
        one, other = (KnownDate.read(part) for part in both.groups())
        known, plain = (one, other) if other.is_plain else (other, one)
        if not plain.is_plain or not known.may_lie_in(plain.year):
            raise ValueError(text)
        return cls.of(plain.year, known)

    @property
    def written(self) -> str:
        """Text that ``read`` reads: the date as it is known, with the Gregorian year where that would not follow."""
        if self.known is None:
            return str(int(self))
        return str(self.known) if self.known.first.year == self else f"{self.known} ({int(self)})"

    @property
    def partial_date(self) -> PartialDate:
        """The day by which the date is put in order, with all that is known of it."""
        known = self.known or KnownDate(int(self))
        day = known.day_in(int(self))
        made = PartialDate.known_to(known.precision, day.year, day.month, day.day)
        made.known = self.known
        return made
