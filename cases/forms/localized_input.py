"""Reads numbers, years and dates as people write them: any digits, either calendar. The inverse of ``reader_format``.

A Jalali year is kept as the Gregorian year in which it begins, and a Jalali month as the Gregorian month in which it
begins, so that each has exactly one and comes back as it was written. Days are converted exactly.
"""

import re
import unicodedata
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation

from persiantools.jdatetime import JalaliDate

from cases.choices import DatePrecision
from cases.models.localized_fields import PartialDate
from cases.selectors import localized_format as localized_format

JALALI = range(1179, 1580)  # 1800 to 2200
GREGORIAN = range(1800, 2201)
OFFSET = 621
_GROUPED = re.compile(r"[+-]?\d{1,3}([,'\u066c\u060c\u00a0\u202f ])\d{3}(?:\1\d{3})*(?:[.\u066b/]\d+)?\Z")


def latin_digits(text: str) -> str:
    """The text with any decimal digits as 0 to 9 and nothing else changed but marks of direction, which are dropped."""
    kept = (c for c in text if unicodedata.category(c) != "Cf")
    return "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in kept).strip()


def read_number(text: str) -> Decimal:
    """۱۲٫۵, 12.5, ۱۲/۵, ۱٬۲۳۴, 1,234.5, −3, ۱۲٪ without its sign. ValueError on anything ambiguous, such as 12,5."""
    plain = latin_digits(text).replace("\u2212", "-")
    if grouped := _GROUPED.match(plain):
        plain = plain.replace(grouped.group(1), "")
    plain = plain.replace("\u066b", ".").replace("/", ".")
    if not re.fullmatch(r"[+-]?(\d+(\.\d*)?|\.\d+)", plain):
        raise ValueError(text)
    try:
        return Decimal(plain)
    except InvalidOperation as error:
        raise ValueError(text) from error


def read_year(text: str) -> int:
    """A Gregorian year from a Gregorian or Jalali one, which cannot be taken for each other. ValueError on others."""
    plain = latin_digits(text)
    if not re.fullmatch(r"\d{4}", plain):
        raise ValueError(text)
    year = int(plain)
    if year in JALALI:
        return year + OFFSET
    if year in GREGORIAN:
        return year
    raise ValueError(text)


def read_date(text: str) -> PartialDate:
    """1401, ۱۴۰۱/۵, ۱۴۰۱/۰۵/۱۲, 2022, 2022-05, 2022-05-12. ValueError where there is no such date."""
    parts = re.split(r"[-/.]", latin_digits(text))
    if not 1 <= len(parts) <= 3 or not all(re.fullmatch(r"\d{1,4}", part) for part in parts):
        raise ValueError(text)
    year, *rest = parts
    is_jalali = int(year) in JALALI
    gregorian = read_year(year)
    if not rest:
        return PartialDate.known_to(DatePrecision.YEAR, gregorian)
    if not is_jalali:
        return PartialDate.known_to(_precision(rest), gregorian, *map(int, rest))
    day = JalaliDate(int(year), int(rest[0]), int(rest[1]) if len(rest) == 2 else 1).to_gregorian()
    if len(rest) == 1:
        return PartialDate.known_to(DatePrecision.MONTH, day.year, day.month)
    return PartialDate.known_to(DatePrecision.DAY, day.year, day.month, day.day)


def read_day(text: str) -> date:
    """۱۴۰۵/۰۹/۰۶ or 2026-11-27. ValueError on anything else, a month or a year included."""
    found = read_date(text)
    if found.precision != DatePrecision.DAY:
        raise ValueError(text)
    return date(found.year, found.month, found.day)


def read_moment(text: str) -> datetime:
    """A day and a time of it, ۱۴۰۵/۰۹/۰۶ ۱۴:۳۰ or 2026-11-27T14:30:00; midnight where there is no time."""
    day, *times = re.split(r"[\sT،,]+", latin_digits(text))
    if len(times) > 1:
        raise ValueError(text)
    return datetime.combine(read_day(day), time.fromisoformat(times[0].zfill(5)) if times else time())


def write_number(value: Decimal, language: str) -> str:
    """For an input: the reader's digits and decimal sign, no separators."""
    text = f"{value.normalize():f}" if value else "0"
    return localized_format.digits(text, language).replace(".", "٫") if language == "fa" else text


def write_year(year: int, language: str) -> str:
    """For an input: Jalali in Persian, Gregorian elsewhere."""
    return localized_format.digits(year - OFFSET, "fa") if language == "fa" else str(year)


def write_date(day: date, precision: str, language: str) -> str:
    """For an input, with no more than is known."""
    if precision == DatePrecision.YEAR:
        return write_year(day.year, language)
    known_day = precision == DatePrecision.DAY
    if language != "fa":
        return f"{day:%Y-%m-%d}" if known_day else f"{day:%Y-%m}"
    # A month began on about the 21st of the Gregorian month it is kept as.
    jalali = JalaliDate(day if known_day else day.replace(day=28))
    text = f"{jalali.year}/{jalali.month:02}/{jalali.day:02}" if known_day else f"{jalali.year}/{jalali.month:02}"
    return localized_format.digits(text, "fa")


def _precision(rest: list[str]) -> DatePrecision:
    return DatePrecision.MONTH if len(rest) == 1 else DatePrecision.DAY
