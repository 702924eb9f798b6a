"""Sheets of one case a row, as people send them, and workbooks with parts that openpyxl does not write."""

import csv
import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

from openpyxl import Workbook

from cases.records.problems import Line
from cases.records.sheets.cells import Names
from cases.records.sheets.formats import read_records

CASE = {
    "id": "field", "title.en": "A field trial", "city.en": "Testville", "city.country": "FR", "topics": "mobility",
    "status": "running", "challenge.en": "Something was hard.", "indicators.1.name.en": "Share of trips by bicycle",
    "indicators.1.unit": "percent", "indicators.1.direction": "up", "indicators.1.baseline.year": 2010,
    "indicators.1.baseline.value": 12.5, "sources.1.title": "A report", "sources.1.url": "https://example.org/r",
    "sources.1.seen": "yes",
}  # fmt: skip
VALUE, YEAR = "indicators.1.baseline.value", "indicators.1.baseline.year"


def workbook(*rows: dict[str, Any], prepare: Callable[[Any], object] = lambda sheet: None) -> bytes:
    """Workbook of cases that differ from ``CASE`` as each of ``rows`` says; ``prepare`` is given the sheet."""
    made = Workbook()
    sheet = made.active
    names = list(dict.fromkeys(name for row in ({}, *rows) for name in {**CASE, **row}))
    sheet.append(names)
    for number, row in enumerate(rows or ({},), 1):
        sheet.append([{**CASE, "id": f"field-{number}", **row}.get(name) for name in names])
    prepare(sheet)
    output = io.BytesIO()
    made.save(output)
    return output.getvalue()


def cell_of(sheet: Any, name: str, row: int = 2) -> Any:
    """Cell of the column of this name."""
    return sheet.cell(row, [cell.value for cell in sheet[1]].index(name) + 1)


def formatted(name: str, value: Any, code: str, **others: Any) -> bytes:
    """Workbook with one cell that has a value and a number format."""

    def prepare(sheet: Any) -> None:
        cell_of(sheet, name).value = value
        cell_of(sheet, name).number_format = code

    return workbook({name: None, **others}, prepare=prepare)


def with_part(content: bytes, change: Callable[[str], str], part: str = "xl/worksheets/sheet1.xml") -> bytes:
    """Workbook with the text of one part, or of all of them (""), changed."""
    output = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            data = old.read(item.filename)
            new.writestr(item.filename, change(data.decode()) if part in ("", item.filename) else data)
    return output.getvalue()


def with_shared_texts(content: bytes) -> bytes:
    """The workbook with its texts in a table of their own, as Excel has them; openpyxl writes them into the cells."""
    texts: list[str] = []

    def share(match: re.Match[str]) -> str:
        texts.append(match[1])
        return f't="s"><v>{len(texts) - 1}</v>'

    content = with_part(content, lambda xml: re.sub(r't="inlineStr"><is>(.*?)</is>', share, xml, flags=re.DOTALL))
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    relation = f'<Relationship Type="{kind}" Target="sharedStrings.xml" Id="rId9" /></Relationships>'
    content = with_part(content, lambda xml: xml.replace("</Relationships>", relation), "xl/_rels/workbook.xml.rels")
    output = io.BytesIO(content)
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    with zipfile.ZipFile(output, "a") as archive:
        items = "".join(f"<si>{text}</si>" for text in texts)
        archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{main}">{items}</sst>')
    return output.getvalue()


def strict(content: bytes) -> bytes:
    """The workbook as Strict Open XML, which has other namespaces."""

    def change(text: str) -> str:
        text = re.sub(
            r"http://schemas\.openxmlformats\.org/(spreadsheetml|drawingml)/2006/",
            r"http://purl.oclc.org/ooxml/\1/",
            text,
        )
        return text.replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/", "http://purl.oclc.org/ooxml/officeDocument/"
        )

    return with_part(content, change, "")


def sheet(*rows: dict[str, Any], separator: str = ",", first: str = "") -> str:
    """Text of a CSV file of such cases."""
    names = list(dict.fromkeys(name for row in ({}, *rows) for name in {**CASE, **row}))
    text = io.StringIO(newline="")
    text.write(first)
    writer = csv.writer(text, delimiter=separator)
    writer.writerow(names)
    for number, row in enumerate(rows or ({},), 1):
        writer.writerow([{**CASE, "id": f"field-{number}", **row}.get(name, "") for name in names])
    return text.getvalue()


def read(content: bytes | str, names: Names | None = None) -> list[Line]:
    """Lines of a file."""
    data = content.encode() if isinstance(content, str) else content
    return list(read_records(io.BytesIO(data), names or Names()))


def record_of(content: bytes | str) -> Any:
    """The record of the only line, which has no problems."""
    (line,) = read(content)
    assert line.record is not None, line.problems
    return line.record


def codes(line: Line) -> dict[str, str]:
    """Codes of the problems of a line, or of its notes where it has none, by column."""
    return {item.field: item.code for item in line.problems or line.notes}
