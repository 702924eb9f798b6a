"""File formats of cases, recognised by content and never by the file's name."""

from collections.abc import Iterator
from typing import BinaryIO

from cases.records.problems import Line, Problem
from cases.records.reader import read_cases

from .cells import Names
from .csv_rows import csv_rows
from .sheet import sheet_records
from .unreadable import UnreadableFile
from .xlsx_rows import xlsx_rows

_OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # also a workbook with a password


def read_records(file: BinaryIO, names: Names) -> Iterator[Line]:
    """Lines of a file of cases: JSON Lines, CSV or an Excel workbook. ``file`` must be seekable."""
    file.seek(0)
    start = file.read(4096)
    file.seek(0)
    try:
        if start.startswith(b"PK\x03\x04"):
            yield from sheet_records(xlsx_rows(file), names)
        elif start.startswith(_OLD_EXCEL):
            raise UnreadableFile("old_excel", "is an old or locked Excel file: save it as .xlsx without a password")
        elif _is_json(start):
            yield from read_cases(file)
        else:
            yield from sheet_records(csv_rows(file), names)
    except UnreadableFile as error:
        yield Line(error.line, 0, None, [Problem(error.line, "", "", str(error), error.code, error.params)])


def _is_json(start: bytes) -> bool:
    """Whether a file is JSON Lines, even if its first lines are broken: a sheet begins with names of columns."""
    head = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    return head.startswith((b"{", b"[")) or b'\n{"' in start or not head
