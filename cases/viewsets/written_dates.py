"""Dates that Django and Wagtail write for people to read: in Persian in the Jalali calendar."""

from datetime import date
from typing import Any

from django.utils import formats

from cases.selectors import localized_format as localized_format

_FOR_PEOPLE = {None, "DATE_FORMAT", "SHORT_DATE_FORMAT", "DATETIME_FORMAT", "SHORT_DATETIME_FORMAT"}
_gregorian = formats.date_format


def _date_format(value: Any, format: str | None = None, use_l10n: bool | None = None) -> str:
    """Django's, which knows no other calendar. Formats that are spelt out, as machines need them, stay."""
    if format not in _FOR_PEOPLE or not isinstance(value, date) or localized_format.reader_language() != "fa":
        return str(_gregorian(value, format, use_l10n))
    return localized_format.moment(value) if format and "TIME" in format else localized_format.day(value)


def write_dates_for_readers() -> None:
    """Has them written so, whether in a list, a template or within a sentence: all of them come from this function."""
    formats.date_format = _date_format
