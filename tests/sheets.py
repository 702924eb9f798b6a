"""Records as sheets: the other direction of the importer, for tests and measurements."""

import csv
import io
from collections.abc import Iterable
from typing import Any

from openpyxl import Workbook

from cases.records.sheets.writing import flat


def as_rows(records: Iterable[dict[str, Any]]) -> list[list[Any]]:
    """Header and rows."""
    cells = [flat(record) for record in records]
    names = list(dict.fromkeys(name for row in cells for name in row))
    return [names, *[[row.get(name) for name in names] for row in cells]]


def as_csv(records: Iterable[dict[str, Any]], encoding: str = "utf-8", separator: str = ",") -> io.BytesIO:
    """Records as a CSV file."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(as_rows(records))
    return io.BytesIO(text.getvalue().encode(encoding))


def as_xlsx(records: Iterable[dict[str, Any]], *, shared: bool = True) -> io.BytesIO:
    """Records as a workbook, its texts in the shared table as Excel writes them, or in the cells."""
    return xlsx(as_rows(records), shared=shared)


def xlsx(rows: Iterable[list[Any]], *, shared: bool = True) -> io.BytesIO:
    """Rows as a workbook."""
    workbook = Workbook(write_only=not shared)
    sheet = workbook.active if shared else workbook.create_sheet()
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    output = io.BytesIO()
    workbook.save(output)
    output.seek(0)
    return output
