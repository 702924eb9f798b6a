"""Rows of an Excel workbook, read as a stream; files made to exhaust the reader are refused."""

import re
import tempfile
import zipfile
from array import array
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO
from xml.etree.ElementTree import ParseError  # only the error; defusedxml reads

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse
from openpyxl.reader.excel import ExcelReader
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from .columns import MAX_COLUMNS
from .csv_rows import UnreadableFile
from .sheet import Row

MAX_UNPACKED = 8 * 2**30  # bytes of the whole workbook
MAX_PART = 4 * 2**20  # bytes of a part that is read whole: styles, list of sheets
MAX_RATIO = 150  # unpacked to packed; text of spreadsheets has 5 to 30
MAX_ROW_BYTES = 8 * 2**20  # of one row or one text, unpacked
_RATIO_MATTERS = 16 * 2**20
_STREAMED = ("xl/worksheets/", "xl/sharedstrings.xml")
_DIMENSION = re.compile(rb'<dimension ref="[A-Z]+\d+:[A-Z]+(\d{1,7})"')
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_BAD = (zipfile.BadZipFile, ParseError, DefusedXmlException, KeyError, ValueError, TypeError, OSError, EOFError,
        AttributeError, IndexError, NotImplementedError, RuntimeError, OverflowError)  # fmt: skip


def xlsx_rows(file: BinaryIO) -> Iterator[Row]:
    """Rows of the first sheet that is shown. Raises UnreadableFile."""
    file.seek(0, 2)
    size = file.tell()
    file.seek(0)
    number = 0
    try:
        with zipfile.ZipFile(file) as archive:
            _check(archive)
        file.seek(0)
        reader = _Reader(file)
        reader.read()
        sheet = next((sheet for sheet in reader.wb.worksheets if sheet.sheet_state == "visible"), None)
        if sheet is None:
            raise UnreadableFile("no_sheet", "has no sheet")
        share = size // sheet.max_row if sheet.max_row else 0
        for number, values in _rows(sheet):
            yield Row(number, share, values)
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


def _rows(sheet: "_Sheet") -> Iterator[tuple[int, list[Any]]]:
    sheet.reset_dimensions()
    for number, cells in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS + 1, values_only=True), 1):
        sheet.next_row()
        filled = len(cells)
        while filled and cells[filled - 1] is None:
            filled -= 1
        yield number, list(cells[:filled])


class _Metered:
    """Stream that refuses to go on for too long without a row, or a text, coming to its end."""

    def __init__(self, source: Any) -> None:
        self.source, self.since = source, 0

    def read(self, size: int = -1) -> bytes:
        data: bytes = self.source.read(size if size > 0 else 1 << 16)
        self.since += len(data)
        if self.since > MAX_ROW_BYTES:
            raise UnreadableFile("zip_bomb", "unpacks to far more than a spreadsheet holds")
        return data

    def close(self) -> None:
        self.source.close()

    def __enter__(self) -> "_Metered":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


class _Sheet(ReadOnlyWorksheet):  # type: ignore[misc]  # openpyxl has no types
    """Sheet of openpyxl over a metered stream."""

    metered: _Metered | None = None

    def _get_size(self) -> None:
        """Takes the number of rows from the beginning of the sheet; openpyxl would search all of it."""
        with super()._get_source() as source:
            told = _DIMENSION.search(source.read(4096))
        if told:
            self._max_row = int(told[1])

    def _get_source(self) -> Any:
        self.metered = _Metered(super()._get_source())
        return self.metered

    def next_row(self) -> None:
        if self.metered:
            self.metered.since = 0


class _Reader(ExcelReader):  # type: ignore[misc]  # openpyxl has no types
    """Reader of openpyxl with the shared texts on disk, where they may be larger than memory."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__(file, read_only=True, data_only=True, keep_links=False)

    def read_strings(self) -> None:
        part = next((name for name in self.valid_files if name.lower() == "xl/sharedstrings.xml"), None)
        self.shared_strings = _TextsOnDisk()
        if part:
            with self.archive.open(part) as source:
                self.shared_strings.fill(source)

    def read_properties(self) -> None:
        """Skips the properties of the workbook, which are not needed."""

    read_custom = read_theme = read_properties

    def read_worksheets(self) -> None:
        for sheet, rel in self.parser.find_sheets():
            if rel.target in self.valid_files and "chartsheet" not in rel.Type:
                made = _Sheet(self.wb, sheet.name, rel.target, self.shared_strings)
                made.sheet_state = sheet.state
                self.wb._sheets.append(made)


class _TextsOnDisk(Sequence[str]):
    """Table of shared texts in a temporary file; eight bytes of memory each."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  # lives as long as the workbook is read
        self._ends = array("Q", [0])

    def fill(self, source: Any) -> None:
        metered = _Metered(source)
        root = None
        for event, element in iterparse(metered, events=("start", "end")):
            if root is None:
                root = element
            if event == "end" and element.tag == f"{_MAIN}si":
                self._append(_shown_text(element))
                metered.since = 0
                root.clear()

    def _append(self, text: str) -> None:
        data = text.encode("utf-8", errors="replace")
        self._file.write(data)
        self._ends.append(self._ends[-1] + len(data))

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, index: Any) -> Any:
        if not 0 <= index < len(self):
            raise IndexError(index)
        self._file.seek(self._ends[index])
        return self._file.read(self._ends[index + 1] - self._ends[index]).decode("utf-8")


def _shown_text(item: Any) -> str:
    """Text of a shared string; rich text in runs, phonetic guides left out."""
    parts = [item.find(f"{_MAIN}t"), *(run.find(f"{_MAIN}t") for run in item.findall(f"{_MAIN}r"))]
    return "".join(part.text or "" for part in parts if part is not None)
