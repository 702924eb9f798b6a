"""Years, days and moments as people write them, in the Gregorian or the Jalali calendar.

A Jalali year is kept as the Gregorian year in which it begins, and a Jalali month as the Gregorian month in which it
begins, so that each has exactly one and comes back as it was written. Days are converted exactly.
"""

import re
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from persiantools.jdatetime import JalaliDate

from cases.choices import DatePrecision

from .numbers import bare

if TYPE_CHECKING:
    from .known_dates import KnownDate

GREGORIAN = range(1800, 2201)
OFFSET = 621  # years between a Jalali year and the Gregorian one in which it begins
JALALI = range(GREGORIAN.start - OFFSET, GREGORIAN.stop - OFFSET)  # 1179 to 1579: no year is in both


class PartialDate(date):
    """The first day of a year or month of which no more is known, or a day; ``known``: as it was written, or None."""

    precision: DatePrecision = DatePrecision.DAY
    known: "KnownDate | None" = None

    @classmethod
    def known_to(cls, precision: DatePrecision, year: int, month: int = 1, day: int = 1) -> "PartialDate":
        """Such a date; ValueError where there is no such day."""
        made = cls(year, month, day)
        made.precision = precision
        return made


def gregorian_year(year: int) -> int:
    """The Gregorian year of a Gregorian or Jalali one, which cannot be taken for each other. ValueError on others."""
    if year in JALALI:
        return year + OFFSET
    if year in GREGORIAN:
        return year
    raise ValueError(year)


def read_year(text: str) -> int:
    """A Gregorian year from four digits; 2022.0 is how a spreadsheet writes them. ValueError on anything else."""
    if not (year := re.fullmatch(r"(\d{4})(?:\.0+)?", bare(text))):
        raise ValueError(text)
    return gregorian_year(int(year[1]))


def read_date(text: str) -> PartialDate:
    """1401, ۱۴۰۱/۵, ۱۴۰۱/۰۵/۱۲, 2022, 2022-05, 2022-05-12. ValueError where there is no such date."""
    parts = re.split(r"[-/.]", bare(text))
    if not 1 <= len(parts) <= 3 or not all(re.fullmatch(r"\d{1,4}", part) for part in parts):
        raise ValueError(text)
    year, *rest = parts
    gregorian = read_year(year)
    if not rest:
        return PartialDate.known_to(DatePrecision.YEAR, gregorian)
    precision = DatePrecision.MONTH if len(rest) == 1 else DatePrecision.DAY
    if int(year) not in JALALI:
        return PartialDate.known_to(precision, gregorian, *map(int, rest))
    day = JalaliDate(int(year), int(rest[0]), int(rest[1]) if len(rest) == 2 else 1).to_gregorian()
    return PartialDate.known_to(precision, day.year, day.month, day.day if len(rest) == 2 else 1)


def read_day(text: str) -> date:
    """۱۴۰۵/۰۹/۰۶ or 2026-11-27. ValueError on anything else, a month or a year included."""
    found = read_date(text)
    if found.precision != DatePrecision.DAY:
        raise ValueError(text)
    return date(found.year, found.month, found.day)


def read_moment(text: str) -> datetime:
    """A day and a time of it, ۱۴۰۵/۰۹/۰۶ ۱۴:۳۰ or 2026-11-27T14:30:00; midnight where there is no time."""
    day, *times = re.split(r"[\sT،,]+", bare(text))
    if len(times) > 1:
        raise ValueError(text)
    return datetime.combine(read_day(day), time.fromisoformat(times[0].zfill(5)) if times else time())
