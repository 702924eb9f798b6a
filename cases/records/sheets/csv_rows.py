"""Rows of a CSV file: encoding and separator are found out, since spreadsheets write all kinds."""

import csv
import io
import re
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO

from .columns import known_columns
from .encodings import encoding_of
from .matching.finding import MOST_ROWS, find_headings
from .row import Row
from .unreadable import UnreadableFile

MAX_CELL = 1_000_000  # characters
SEPARATORS = (",", ";", "\t", "|")
_FIRST = 1_000_000  # bytes looked at for the header
_NAMED = re.compile(
    r"\ufeff?\"?sep=([^\"\r\n])\"?[^\w\r\n]*(?:\r\n|\n|\r)", re.IGNORECASE
)  # a line that Excel does not show


def csv_rows(file: BinaryIO) -> Iterator[Row]:
    """Rows of a CSV file, as texts. Raises UnreadableFile."""
    encoding = encoding_of(file)
    file.seek(0)
    start = file.read(_FIRST).decode(encoding, errors="ignore")
    named = _NAMED.match(start)
    separator = named[1] if named else _separator(start)
    file.seek(0)
    csv.field_size_limit(MAX_CELL)
    text = io.TextIOWrapper(file, encoding, newline="")
    try:
        yield from _rows(text, separator, file, skipped=1 if named else 0)
    finally:
        text.detach()  # the file is the caller's


def _rows(text: io.TextIOWrapper, separator: str, file: BinaryIO, *, skipped: int) -> Iterator[Row]:
    number = position = 0
    try:
        for _line in range(skipped):
            text.readline()
        for number, values in enumerate(csv.reader(text, delimiter=separator), 1):
            size = max(file.tell() - position, 0)
            position += size
            yield Row(number, size, list(values))
    except UnicodeDecodeError as error:
        reason = f"is not {error.encoding.upper()} (byte {error.start + 1})"
        raise UnreadableFile("bad_bytes", reason, number + 1, encoding=error.encoding.upper()) from None
    except csv.Error as error:
        raise UnreadableFile("bad_csv", f"is not CSV: {error}", number + 1) from None


def _separator(start: str) -> str:
    """Separator by which one of the first rows has most headings; of equals, the one that makes most of any cells."""

    def headings(separator: str) -> tuple[int, int, int]:
        lines = csv.reader(io.StringIO(start, newline=""), delimiter=separator)
        try:
            rows = list(islice(lines, MOST_ROWS))
        except csv.Error:
            return 0, 0, 0
        known = known_columns(rows[0]) if rows else 0
        found = find_headings([Row(number, 0, list(values)) for number, values in enumerate(rows, 1)])
        return known, len(found.items) if found else 0, max(map(len, rows), default=0)

    return max(SEPARATORS, key=headings)
