"""Dates of open data, as readers of a page see them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from cases.choices import DatePrecision
from cases.selectors import localized_format
from cases.written.known_dates import KnownDate

_PRECISIONS = {4: DatePrecision.YEAR, 7: DatePrecision.MONTH, 10: DatePrecision.DAY}  # by the length of a date


def when(day: str, known: Mapping[str, Any] | None, language: str) -> str:
    """Date of a measurement: YYYY, YYYY-MM or YYYY-MM-DD, and as it is known in the calendar of whoever wrote it."""
    first = date.fromisoformat(f"{day}-01-01"[: len("YYYY-MM-DD")])
    value = KnownDate.read(known["date"]) if known else None
    return localized_format.partial(value, first, _PRECISIONS[len(day)], language, one_year=True)
