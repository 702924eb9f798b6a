"""Parts that all open data share: numbers, texts with their language, dates as they are known."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from cases.models.localized_text import resolve
from cases.records.known_dates import known_record
from cases.written.known_dates import KnownDate


def text_in(texts: Mapping[str, str], language: str) -> dict[str, str] | None:
    """Text for a reader with the language it is in; None where there is none."""
    found = resolve(texts, language)
    return {"text": found.text, "language": found.language} if found.text else None


def plain_number(value: Decimal | None) -> int | float | None:
    """Number as JSON has it: whole numbers without a point."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def dated(year: int | None, known: KnownDate | None) -> dict[str, Any] | None:
    """Gregorian year with the date as it is known; None without a year. A date of another year is of no account."""
    if year is None:
        return None
    is_of_year = known is not None and known.may_lie_in(int(year))
    return {"year": int(year), "known": known_record(known) if is_of_year else None}
