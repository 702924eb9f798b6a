"""Rows of a CSV file: encoding and separator are found out, since spreadsheets write all kinds."""

import codecs
import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from .columns import known_columns
from .sheet import Row

MAX_CELL = 1_000_000  # characters
SEPARATORS = (",", ";", "\t", "|")
_FIRST = 1_000_000  # bytes looked at for the header


class UnreadableFile(Exception):
    """Problem of a file that cannot be read at all, or no further. ``code`` is a key of ``cases.records.messages``."""

    def __init__(self, code: str, reason: str, line: int = 1, **params: object) -> None:
        super().__init__(reason)
        self.code, self.line, self.params = code, line, params


def csv_rows(file: BinaryIO) -> Iterator[Row]:
    """Rows of a CSV file, as texts. Raises UnreadableFile."""
    encoding = guess_encoding(file)
    file.seek(0)
    separator = _separator(file.read(_FIRST).decode(encoding, errors="ignore"))
    file.seek(0)
    csv.field_size_limit(MAX_CELL)
    text = io.TextIOWrapper(file, encoding, newline="")
    try:
        yield from _rows(csv.reader(text, delimiter=separator), file)
    finally:
        text.detach()  # the file is the caller's


def _rows(rows: Iterator[list[str]], file: BinaryIO) -> Iterator[Row]:
    number = position = 0
    try:
        for number, values in enumerate(rows, 1):
            size = max(file.tell() - position, 0)
            position += size
            yield Row(number, size, list(values))
    except UnicodeDecodeError as error:
        reason = f"is not {error.encoding.upper()} (byte {error.start + 1})"
        raise UnreadableFile("bad_bytes", reason, number + 1, encoding=error.encoding.upper()) from None
    except csv.Error as error:
        raise UnreadableFile("bad_csv", f"is not CSV: {error}", number + 1) from None


def guess_encoding(file: BinaryIO) -> str:
    """Encoding by the bytes of the whole file: utf-8-sig, utf-16 (with or without mark) or cp1256."""
    file.seek(0)
    start = file.read(4096)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if start.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if b"\0" in start:
        return "utf-16-le" if start[1::2].count(0) >= start[::2].count(0) else "utf-16-be"
    decoder = codecs.getincrementaldecoder("utf-8")()
    file.seek(0)
    decoded = 0  # letters beyond ASCII that were good UTF-8: chance makes none or two, not many
    while chunk := file.read(1 << 20):
        try:
            text = decoder.decode(chunk)
        except UnicodeDecodeError as error:
            good = chunk[: error.start].decode("utf-8", errors="ignore")
            decoded += sum(not letter.isascii() for letter in good)
            return "cp1256" if decoded < 4 else "utf-8-sig"
        decoded += sum(not letter.isascii() for letter in text) if decoded < 4 else 0
    return "utf-8-sig"


def _separator(start: str) -> str:
    """Separator by which the first row has most names of columns."""

    def names(separator: str) -> int:
        try:
            return known_columns(next(csv.reader(io.StringIO(start, newline=""), delimiter=separator), []))
        except csv.Error:
            return 0

    return max(SEPARATORS, key=names)
