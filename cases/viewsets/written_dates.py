"""Dates that Django and Wagtail write for people: in Persian in the Jalali calendar."""

from datetime import date
from typing import Any

from django.utils import formats

from cases.selectors import localized_format as localized_format

_FOR_PEOPLE = {None, "DATE_FORMAT", "SHORT_DATE_FORMAT", "DATETIME_FORMAT", "SHORT_DATETIME_FORMAT"}
_gregorian = formats.date_format


def _date_format(value: Any, format: str | None = None, use_l10n: bool | None = None) -> str:
    """Date in the format asked for, as Django's function gives it; formats for people are Jalali in Persian."""
    if format not in _FOR_PEOPLE or not isinstance(value, date) or localized_format.active_language() != "fa":
        return str(_gregorian(value, format, use_l10n))
    return localized_format.moment(value) if format and "TIME" in format else localized_format.day(value)


def write_dates_for_readers() -> None:
    """Replaces Django's ``date_format``, from which the dates in lists, templates and sentences come."""
    formats.date_format = _date_format
