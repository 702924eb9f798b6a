"""Numbers and days in inputs, as an editor would write them: the inverse of ``cases.written``."""

from datetime import date
from decimal import Decimal

from persiantools.jdatetime import JalaliDate

from cases.selectors import localized_format as localized_format


def write_number(value: Decimal, language: str) -> str:
    """For an input: the reader's digits and decimal sign, no separators."""
    text = f"{value.normalize():f}" if value else "0"
    return localized_format.digits(text, language).replace(".", "٫") if language == "fa" else text


def write_day(day: date, language: str) -> str:
    """For an input: Jalali in Persian, Gregorian elsewhere."""
    if language != "fa":
        return f"{day:%Y-%m-%d}"
    jalali = JalaliDate(day)
    return localized_format.digits(f"{jalali.year}/{jalali.month:02}/{jalali.day:02}", "fa")
