"""Tables of cases as files of spreadsheets."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from cases.selectors.spreadsheet import without_formula

from .columns import COLUMNS, Value

BOM = "\ufeff"  # without it Excel takes the file for one in the machine's own encoding
MOST_LETTERS = 32_000  # of a cell; Excel takes 32,767
RIGHT_TO_LEFT = ("fa", "ar")


def csv_lines(headings: Sequence[str], rows: Iterable[Sequence[Value]]) -> Iterator[str]:
    """Lines of a CSV file (RFC 4180) that Excel opens as it is meant, no text of which becomes a formula."""
    line = io.StringIO()
    writer = csv.writer(line)
    line.write(BOM)
    writer.writerow(headings)
    yield line.getvalue()
    for values in rows:
        line.seek(0)
        line.truncate()
        writer.writerow([without_formula(value) for value in values])
        yield line.getvalue()


def write_xlsx(
    file: IO[bytes], title: str, language: str, headings: Sequence[str], rows: Iterable[Sequence[Value]]
) -> None:
    """Writes a workbook of one sheet: from right to left where the language is, the heading frozen."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.sheet_view.rightToLeft = language in RIGHT_TO_LEFT
    sheet.freeze_panes = "C2"  # heading, code and title stay in sight
    for number, column in enumerate(COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    bold = Font(bold=True)
    sheet.append([_cell(sheet, heading, bold) for heading in headings])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}1"
    for values in rows:
        sheet.append([_cell(sheet, value) for value in values])
    book.save(file)


def _cell(sheet: Any, value: Value, font: Font | None = None) -> Any:
    """Cell with a number as a number, and a text as a text, whatever it begins with."""
    if isinstance(value, str):
        value = ILLEGAL_CHARACTERS_RE.sub("", value)[:MOST_LETTERS]
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        cell.data_type = "s"  # openpyxl takes what begins with "=" for a formula
        cell.alignment = Alignment(vertical="top", wrap_text=True)
    else:
        cell.alignment = Alignment(vertical="top")
    if font:
        cell.font = font
    return cell
