"""Rows of an Excel workbook, read as a stream; files made to exhaust the reader are refused."""

import zipfile
from collections.abc import Iterator
from typing import BinaryIO
from xml.etree.ElementTree import ParseError  # only the error; defusedxml reads

from defusedxml import DefusedXmlException

from .columns import MAX_COLUMNS
from .row import Row
from .unreadable import UnreadableFile
from .workbooks.merges import Merges, merged_ranges
from .workbooks.parts import MAX_PART, read_workbook
from .workbooks.texts import TextsOnDisk
from .workbooks.worksheet import Worksheet

MAX_UNPACKED = 8 * 2**30  # bytes of the whole workbook
MAX_RATIO = 150  # unpacked to packed; text of spreadsheets has 5 to 30
_RATIO_MATTERS = 16 * 2**20
_STREAMED = ("xl/worksheets/", "xl/sharedstrings.xml")
_BAD = (zipfile.BadZipFile, ParseError, DefusedXmlException, KeyError, ValueError, TypeError, OSError, EOFError,
        AttributeError, IndexError, NotImplementedError, RuntimeError, OverflowError)  # fmt: skip


def sheet_names(file: BinaryIO) -> list[str]:
    """Names of the sheets that are shown. Raises UnreadableFile."""
    try:
        with zipfile.ZipFile(file) as archive:
            _check(archive)
            return read_workbook(archive).names
    except UnreadableFile:
        raise
    except _BAD as error:
        raise UnreadableFile("bad_xlsx", f"is not a readable workbook ({type(error).__name__})", 1) from None


def xlsx_rows(file: BinaryIO, sheet: str = "") -> Iterator[Row]:
    """Rows of the sheet of a name, else of the first that is shown. Raises UnreadableFile."""
    number = 0
    try:
        with zipfile.ZipFile(file) as archive:
            _check(archive)
            workbook = read_workbook(archive, sheet)
            texts = TextsOnDisk()
            if workbook.texts in archive.namelist():
                with archive.open(workbook.texts) as source:
                    texts.fill(source)
            with archive.open(workbook.sheet) as source:
                merges = Merges(merged_ranges(source))
            cells = Worksheet(texts, workbook.formats, merges, from_1904=workbook.from_1904, most=MAX_COLUMNS + 1)
            position = 0
            with archive.open(workbook.sheet) as source:
                for row in cells.rows(source):
                    number, size = row.number, max(file.tell() - position, 0)
                    position += size
                    yield Row(number, size, row.values, row.merged)
    except UnreadableFile:
        raise
    except _BAD as error:
        reason = f"is not a readable workbook ({type(error).__name__})"  # the error itself quotes the file
        raise UnreadableFile("bad_xlsx", reason, number + 1) from None


def _check(archive: zipfile.ZipFile) -> None:
    total = 0
    for part in archive.infolist():
        total += part.file_size
        streamed = part.filename.lower().startswith(_STREAMED)
        if part.flag_bits & 1:
            raise UnreadableFile("locked_xlsx", "is locked by a password")
        packs_too_well = part.file_size > max(_RATIO_MATTERS, part.compress_size * MAX_RATIO)
        if total > MAX_UNPACKED or packs_too_well or (not streamed and part.file_size > MAX_PART and _is_read(part)):
            raise UnreadableFile("zip_bomb", "unpacks to far more than a spreadsheet holds")


def _is_read(part: zipfile.ZipInfo) -> bool:
    """Whether a part of a workbook is read: pictures, charts and macros lie in it too, but are never opened."""
    return part.filename.lower().endswith((".xml", ".rels")) and "/media/" not in part.filename
