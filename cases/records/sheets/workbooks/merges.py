"""Merged cells: the value of the first row holds for the rows below it, in the first column of the range."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cases.records.sheets.unreadable import UnreadableFile

MOST_RANGES = 100_000
MOST_IN_A_ROW = 20_000  # more than a sheet has columns, which ranges that do not overlap cannot exceed
_RANGE = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})"')
_OVERLAP = 300  # bytes of a chunk looked at again with the next, so that no range is cut in two


@dataclass(slots=True)
class Merge:
    """Range of merged cells, columns from 0; ``value``: of its first cell, once that was read."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int
    value: Any = None


def column_number(letters: str) -> int:
    """Number of a column from 0: A is 0, AB is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def merged_ranges(source: Any) -> list[Merge]:
    """Ranges over several cells, in the order of their first rows. They stand behind the rows of a sheet."""
    found: list[Merge] = []
    rest = b""
    while chunk := source.read(1 << 20):
        data = rest + chunk
        end = 0
        if b"mergeCell" in data:
            for match in _RANGE.finditer(data):
                left, top, right, bottom = match.groups()
                place = int(top), int(bottom), column_number(left.decode()), column_number(right.decode())
                found.append(Merge(*place))
                end = match.end()
            if len(found) > MOST_RANGES:
                raise UnreadableFile("zip_bomb", "has far more merged cells than a spreadsheet holds")
        rest = data[max(end, len(data) - _OVERLAP) :]
    return sorted(found, key=lambda merge: merge.first_row)


class Merges:
    """Merged ranges of a sheet whose rows are read from the first to the last."""

    def __init__(self, ranges: list[Merge]) -> None:
        self._coming: Iterator[Merge] = iter(ranges)
        self._next = next(self._coming, None)
        self._here: list[Merge] = []

    def enter(self, row: int) -> list[Merge]:
        """Ranges that reach into a row."""
        if self._here:
            self._here = [merge for merge in self._here if merge.last_row >= row]
        while self._next and self._next.first_row <= row:
            if self._next.last_row >= row:
                self._here.append(self._next)
            self._next = next(self._coming, None)
        if len(self._here) > MOST_IN_A_ROW:
            raise UnreadableFile("bad_xlsx", "has merged cells that lie over each other")
        return self._here
