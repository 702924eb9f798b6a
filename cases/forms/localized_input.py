"""Numbers, years and dates in inputs, as an editor would write them: the inverse of ``cases.written``."""

from datetime import date
from decimal import Decimal

from persiantools.jdatetime import JalaliDate

from cases.choices import DatePrecision
from cases.selectors import localized_format as localized_format
from cases.written.dates import OFFSET


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
