"""Cells with years and dates, in either calendar, which is kept; the Gregorian year may stand beside it."""

import re
from typing import Any

from cases.choices import Calendar, DatePrecision, MeasurementKind
from cases.written.dates import GREGORIAN, JALALI
from cases.written.known_dates import KnownDate, KnownYear
from cases.written.not_numbers import is_year_range
from cases.written.numbers import bare

from .cells import CellError, Choice, Names, figure, integer, plain
from .values import DateCell

_KIND = Choice(MeasurementKind)
_POINT = re.compile(r"(?P<date>\d{4}[^:=]*)\s*[:=]\s*(?P<value>[^\[\]]+?)\s*(?:\[(?P<source>\d+)\])?\Z")
_TIMED = re.compile(r"(?P<date>\d{4}[-/.]\d{1,2}[-/.]\d{1,2})[T\s]\s*\d{1,2}:\d\d\S*\Z")
_YEAR_LAST = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.](?P<date>\d{4})(?:[T\s]\s*\d{1,2}:\d\d\S*)?\Z")
_KIND_OF = re.compile(r"(?P<value>.*\d(?:\s*[%٪﹪％])?)\s+(?P<kind>[^\d%٪﹪％]+)\Z")


def year(value: Any, names: Names) -> KnownYear | int:
    """A year, a month or a day, by the rules of forms: 2008, ۱۳۸۶/۱۰, ۱۳۸۶/۱۰ (۲۰۰۸). Of other dates, the year."""
    if isinstance(value, DateCell):
        return _year_of_date(value, names)
    try:
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        return KnownYear.read(str(integer(value, names)) if is_number else plain(value))
    except ValueError:
        if isinstance(value, str) and (known := _year_of_text(value, names)):
            return known
    try:
        found = integer(value, names)
    except CellError as error:
        if error.code in ("number_range", "number_in_words", "number_about"):  # whose advice is for amounts
            raise CellError("not_a_number", "is not a number") from None
        raise
    if found in GREGORIAN or found in JALALI:
        raise CellError("not_a_year", "is not a year of four digits")  # a number as large as one: 2,015
    return found  # which the record refuses in its own words


def _year_of_date(cell: DateCell, names: Names) -> KnownYear:
    """Year of a date. 2015 in a cell that shows dates is shown as 1905-07-07, and is meant as it was typed."""
    typed = int(cell.number) if cell.number is not None and cell.number == int(cell.number) else 0
    if typed in GREGORIAN or typed in JALALI:
        found = KnownYear.read(str(typed))
        names.note("year_shown_as_date", f"shows {cell}, and is read as the year {typed}", date=str(cell), year=typed)
        return found
    try:
        known = KnownDate(
            cell.day.year,
            None if cell.precision == DatePrecision.YEAR else cell.day.month,
            cell.day.day if cell.precision == DatePrecision.DAY else None,
        )
    except ValueError:
        raise CellError("not_a_year", "is not a year of four digits") from None
    if cell.precision == DatePrecision.DAY:
        names.note("year_of_date", f"of {cell}, the year is taken: {known.year}", date=str(cell), year=known.year)
    return KnownYear.of(known.year, known)


def _year_of_text(text: str, names: Names) -> KnownYear | None:
    """Year of a day written with its time, or with the year at its end, where day and month may stand either way."""
    written = bare(text)
    if is_year_range(written):
        raise CellError("year_range", "names more than one year")
    if not (match := _TIMED.match(written) or _YEAR_LAST.match(written)):
        return None
    try:
        found = KnownYear.read(match["date"])
    except ValueError:
        return None
    names.note(
        "year_of_date", f"of {written}, the year is taken: {match['date'][:4]}", date=written, year=match["date"][:4]
    )
    return found


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
    point: dict[str, Any] = {"year": int(when), "value": figure(kind["value"] if kind else amount, names)}
    if kind:
        point["kind"] = _KIND(kind["kind"], names)
    if when.known and when.known.calendar == Calendar.GREGORIAN:
        point["date"] = str(when.known)
    elif when.known:
        point["known"] = known_of(when)
    if match["source"]:
        point["source"] = int(match["source"])
    return point
