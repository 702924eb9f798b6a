"""Rows of a sheet of a workbook, read as a stream; rows that are not there cost nothing."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from defusedxml.ElementTree import iterparse
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

from cases.choices import DatePrecision
from cases.records.sheets.values import DateCell, Percentage, UncomputedFormula

from .merges import Merges, column_number
from .metered import Metered, local
from .number_formats import kind_of
from .texts import shown_text, unescaped

_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?\d+\Z")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """Row of a sheet. ``merged``: positions of values of merged cells, with the row in which each value stands."""

    number: int
    values: list[Any]
    merged: dict[int, int]


class Worksheet:
    """Reader of the cells of a sheet."""

    def __init__(self, texts: Sequence[str], formats: list[str], merges: Merges, *, from_1904: bool, most: int) -> None:
        self._texts, self._formats, self._merges, self._most = texts, formats, merges, most
        self._epoch = MAC_EPOCH if from_1904 else WINDOWS_EPOCH

    def rows(self, source: Any) -> Iterator[SheetRow]:
        """Rows that hold something; of the columns, no more than ``most``."""
        metered = Metered(source)
        number = 0
        parent: Any = None
        for event, element in iterparse(metered, events=("start", "end")):
            name = local(element.tag)
            if event == "start":
                parent = element if name == "sheetData" else parent
            elif name == "sheetData":
                return  # what comes behind the rows is not needed
            elif name == "row":
                number = int(element.get("r") or number + 1)
                yield self._row(number, element)
                metered.since = 0
                if parent is not None:
                    parent.clear()

    def _row(self, number: int, element: Any) -> SheetRow:
        values: list[Any] = []
        position = -1
        for cell in element:
            place = _PLACE.match(cell.get("r") or "")
            position = column_number(place[1]) if place else position + 1
            if position >= self._most or (value := self._value(cell)) is None:
                continue
            values.extend([None] * (position + 1 - len(values)))
            values[position] = value
        return SheetRow(number, values, self._merged(number, values))

    def _merged(self, number: int, values: list[Any]) -> dict[int, int]:
        """Puts values of merged cells into the rows below their first; says which are such, and from which row."""
        found = {}
        for merge in self._merges.enter(number):
            place = merge.first_column
            own = values[place] if place < len(values) else None
            if merge.first_row == number:
                merge.value = own
                if own is not None and merge.last_column > place:
                    found[place] = number
            elif own is None and merge.value is not None and place < self._most:
                values.extend([None] * (place + 1 - len(values)))
                values[place] = merge.value
                found[place] = merge.first_row
        return found

    def _value(self, cell: Any) -> Any:
        kind = cell.get("t", "n")
        parts = {local(child.tag): child for child in cell}
        if kind == "inlineStr":
            return shown_text(parts["is"]) or None if "is" in parts else None
        written = (parts["v"].text or "") if "v" in parts else None
        if not written:
            if "f" in parts and not (kind == "str" and written == ""):  # a formula may well give an empty text
                return UncomputedFormula(parts["f"].text or "")
            return None
        if kind == "s":
            return self._texts[int(written)] or None
        if kind == "b":
            return written.strip() in ("1", "true")
        if kind == "d":
            return _day(written.strip())
        if kind in ("str", "e"):
            return unescaped(written)
        return self._number(written.strip(), cell.get("s"))

    def _number(self, written: str, style: str | None) -> Any:
        number = int(written) if written.lstrip("-").isdecimal() else float(written)
        code = self._formats[int(style)] if style and int(style) < len(self._formats) else "General"
        kind = kind_of(code, (number > 0) - (number < 0))
        if kind == "percent":
            return Percentage(Decimal(repr(number)) * 100)
        if kind == "time":
            return _time(number)
        if isinstance(kind, DatePrecision):
            day = self._day(number)
            return number if day is None else DateCell(number, day, kind)
        return number

    def _day(self, number: float) -> date | None:
        try:
            found = from_excel(number, self._epoch)
        except (OverflowError, ValueError):
            return None
        return found.date() if isinstance(found, datetime) else None


def _day(written: str) -> Any:
    """Day of a cell that holds a date as text; a time of day stays a text."""
    try:
        return DateCell(None, datetime.fromisoformat(written).date(), DatePrecision.DAY)
    except ValueError:
        return written


def _time(number: float) -> str:
    """Time of a day, or hours where they are more than a day has."""
    try:
        minutes, seconds = divmod(round(timedelta(days=number).total_seconds()), 60)
    except (OverflowError, ValueError):
        return str(number)
    return f"{minutes // 60:02}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")
