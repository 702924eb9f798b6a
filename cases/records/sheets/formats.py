"""File formats of cases, recognised by content and never by the file's name."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain, islice
from typing import BinaryIO

from django.conf import settings

from cases.records.problems import SHOWN, Line, Problem, cell_name
from cases.records.reader import read_cases

from .cells import Names
from .csv_rows import csv_rows
from .matching.drafts import DraftSheet
from .matching.finding import find_headings
from .matching.matching import Headings, Matching
from .row import Row
from .sheet import sheet_records
from .unreadable import UnreadableFile
from .xlsx_rows import sheet_names, xlsx_rows

_OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # also a workbook with a password
_ZIP = b"PK\x03\x04"
_LOOKED_AT = 60  # rows, for headings and for samples of what is under them
_MOST_SHEETS = 10  # of a workbook in which cases are looked for
MOST_OFFERED = 50  # names of sheets


def read_records(file: BinaryIO, names: Names, matching: Matching | None = None) -> Iterator[Line]:
    """Lines of a file of cases: JSON Lines, CSV or an Excel workbook. ``file`` must be seekable.

    A sheet whose headings are not ours is read as ``matching`` says, or by known headings where all of them are. Of a
    workbook with several sheets the one of ``matching`` is read, else the first that looks like a list of cases.
    """
    try:
        rows = _rows(file, sheet_of(file, matching.sheet if matching else ""))
        yield from read_cases(file) if rows is None else _sheet_lines(rows, names, matching)
    except UnreadableFile as error:
        yield Line(error.line, 0, None, [Problem(error.line, "", "", str(error), error.code, error.params)])


def headings_of(file: BinaryIO, sheet: str = "") -> Headings | None:
    """Headings of a sheet of others, to be matched; None of a file that needs no matching, or cannot be read.

    A sheet of a workbook with several that has no headings has none in this, so that another can be chosen.
    """
    try:
        sheets = sheets_of(file)
        sheet = sheet_of(file, sheet)
        rows = _rows(file, sheet)
        headings = find_headings(list(islice(rows, _LOOKED_AT))) if rows is not None else None
    except UnreadableFile:
        return None
    if headings is None and sheet:
        headings = Headings(1, [], settings.LANGUAGE_CODE, is_ours=False)
    if headings is None or headings.is_ours:
        return None
    return replace(headings, sheet=sheet, sheets=sheets[:MOST_OFFERED]) if sheet else headings


def sheets_of(file: BinaryIO) -> list[str]:
    """Names of the sheets that a workbook shows; none of any other file. Raises UnreadableFile."""
    file.seek(0)
    return sheet_names(file) if file.read(len(_ZIP)) == _ZIP else []


def sheet_of(file: BinaryIO, wanted: Callable[[list[str]], str] | str = "") -> str:
    """Sheet to read of a workbook with several: the wanted one, else the first that looks like a list of cases.

    ``wanted``: its name, or what says it of the names. "" of a file without several sheets. Raises UnreadableFile.
    """
    sheets = sheets_of(file)
    if len(sheets) < 2:
        return ""
    name = wanted if isinstance(wanted, str) else wanted(sheets)
    if name in sheets:
        return name
    for name in sheets[:_MOST_SHEETS]:
        headings = find_headings(list(islice(xlsx_rows(file, name), _LOOKED_AT)))
        if headings and (headings.is_ours or any(item.column.startswith("title.") for item in headings.items)):
            return name
    return sheets[0]


def _rows(file: BinaryIO, sheet: str = "") -> Iterator[Row] | None:
    """Rows of a sheet; None of JSON Lines. Raises UnreadableFile."""
    file.seek(0)
    start = file.read(4096)
    file.seek(0)
    if start.startswith(_ZIP):
        return xlsx_rows(file, sheet)
    if start.startswith(_OLD_EXCEL):
        raise UnreadableFile("old_excel", "is an old or locked Excel file: save it as .xlsx without a password")
    return None if _is_json(start) else csv_rows(file)


def _sheet_lines(rows: Iterator[Row], names: Names, matching: Matching | None) -> Iterator[Line]:
    first = list(islice(rows, _LOOKED_AT))
    headings = find_headings(first)
    everything = chain(first, rows)
    if headings is None or headings.is_ours:
        yield from sheet_records(everything, names)
    elif matching is not None or headings.needs_no_question:
        yield from DraftSheet(headings, matching or headings.proposed(), names).lines(everything)
    else:
        yield _unmatched(headings)


def _unmatched(headings: Headings) -> Line:
    """Refusal of a sheet whose headings somebody has to match first; every one that nobody knows is named."""
    number = headings.row
    problems = [
        Problem(number, "", "", "is no column that is known", "heading_of_nobody", {}, cell_name(item.position, number),
                item.text[:SHOWN])
        for item in headings.items if not (item.is_known and item.is_sure)
    ]  # fmt: skip
    for start in ("title.", "city."):
        if not any(item.column.startswith(start) for item in headings.items):
            name = start.rstrip(".")
            problems.append(Problem(number, "", name, f"no column is the {name}", "heading_missing"))
    return Line(number, 0, None, problems)


def _is_json(start: bytes) -> bool:
    """Whether a file is JSON Lines, even if its first lines are broken: a sheet begins with names of columns."""
    head = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    return head.startswith((b"{", b"[")) or b'\n{"' in start or not head
