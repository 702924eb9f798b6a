"""Cells with years and dates, in either calendar, which is kept; the Gregorian year may stand beside it."""

import re
from datetime import date
from typing import Any

from cases.choices import Calendar, MeasurementKind
from cases.written.dates import GREGORIAN, JALALI
from cases.written.known_dates import KnownDate, KnownYear

from .cells import CellError, Names, choice, integer, number, plain

_KIND = choice(MeasurementKind)
_POINT = re.compile(r"(?P<date>\d{4}[^:=]*)\s*[:=]\s*(?P<value>[^\[\]]+?)\s*(?:\[(?P<source>\d+)\])?\Z")
_KIND_OF = re.compile(r"(?P<value>.*\d)\s+(?P<kind>[^\d]+)\Z")


def year(value: Any, names: Names) -> KnownYear | int:
    """A year, a month or a day, by the rules of forms: 2008, ۱۳۸۶/۱۰, ۱۳۸۶/۱۰ (۲۰۰۸)."""
    if isinstance(value, date):
        return value.year
    try:
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        return KnownYear.read(str(integer(value, names)) if is_number else plain(value))
    except ValueError:
        found = integer(value, names)
    if found in GREGORIAN or found in JALALI:
        raise CellError("not_a_year", "is not a year of four digits")  # a number as large as one: 2,015
    return found  # which the record refuses in its own words


def known_of(year: KnownYear | int) -> dict[str, str] | None:
    """Date of a cell as it is known, as a record says it; None where it says no more than the year."""
    known = getattr(year, "known", None)
    return {"calendar": known.calendar.value, "date": str(known)} if isinstance(known, KnownDate) else None


def series(value: Any, names: Names) -> list[dict[str, Any]]:
    """Measurements: ``2005: 12.5 | ۱۳۹۷ (2019): 30 estimated [2]``, the source's number in brackets."""
    return [_point(part.strip(), names) for part in re.split(r"[|\n]", plain(value)) if part.strip()]


def _point(written: str, names: Names) -> dict[str, Any]:
    match = _POINT.match(written)
    if match is None:
        raise CellError("not_a_series", f"“{written[:40]}” is not like 2010: 12.5", part=written[:40])
    amount = match["value"]
    kind = _KIND_OF.match(amount)
    try:
        when = KnownYear.read(match["date"])
    except ValueError:
        raise CellError("not_a_series", f"“{written[:40]}” is not like 2010: 12.5", part=written[:40]) from None
    point: dict[str, Any] = {"year": int(when), "value": number(kind["value"] if kind else amount, names)}
    if kind:
        point["kind"] = _KIND(kind["kind"], names)
    if when.known and when.known.calendar == Calendar.GREGORIAN:
        point["date"] = str(when.known)
    elif when.known:
        point["known"] = known_of(when)
    if match["source"]:
        point["source"] = int(match["source"])
    return point
