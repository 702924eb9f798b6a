"""Records as rows of a workbook, which a person changes in a spreadsheet and the import reads again."""

from collections.abc import Callable, Iterable, Iterator
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from cases.records.case import MEDIA, CaseRecord

WIDTH, WIDE = 18, 48
_JOINED = ("topics", "sdgs", "setbacks")
_KNOWN = "_known"  # ends the name of a date that stands with its year in one cell


def cells_of(record: CaseRecord) -> dict[str, Any]:
    """Cells of a record by the names of their columns; the longer account and pictures have none."""
    return flat(record.model_dump(mode="json", exclude=set(MEDIA)))


def flat(content: dict[str, Any]) -> dict[str, Any]:
    """Cells of a record, given as its line in a file of cases, by the names of their columns."""
    cells: dict[str, Any] = {}
    for name, value in content.items():
        if name in _JOINED:
            cells[name] = "|".join(map(str, value))
        elif name == "unverified":
            cells[name] = "|".join(item for item in value if isinstance(item, str))
            cells |= _items("unchecked", [item for item in value if isinstance(item, dict)])
        elif name in ("started", "ended"):
            cells[name] = _year(value, content.get(f"{name}{_KNOWN}"))
        elif isinstance(value, list):
            cells |= _items(name, value)
        elif isinstance(value, dict) and not name.endswith(_KNOWN):
            cells |= dict(_parts(name, value))
        elif not name.endswith(_KNOWN):
            cells[name] = value
    return {name: value for name, value in cells.items() if value not in (None, "")}


def write_records(file: IO[bytes], records: Callable[[], Iterable[CaseRecord]]) -> int:
    """Writes a workbook of records, which are asked for twice: for the names of columns, and for the rows."""
    names = list(dict.fromkeys(name for record in records() for name in cells_of(record)))
    names.sort(key=lambda name: name != "id")
    book = Workbook(write_only=True)
    sheet = book.create_sheet("cases")
    sheet.freeze_panes = "B2"
    for number, name in enumerate(names, 1):
        is_text = name.partition(".")[0] in ("title", "summary", "challenge", "solution", "results", "limits")
        sheet.column_dimensions[get_column_letter(number)].width = WIDE if is_text else WIDTH
    sheet.append([_cell(sheet, name, Font(bold=True)) for name in names])
    count = 0
    for record in records():
        cells = cells_of(record)
        sheet.append([_cell(sheet, cells.get(name)) for name in names])
        count += 1
    book.save(file)
    return count


def _items(name: str, items: list[Any]) -> dict[str, Any]:
    return {key: value for number, item in enumerate(items, 1) for key, value in _parts(f"{name}.{number}", item)}


def _parts(prefix: str, value: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, item in value.items():
        name = f"{prefix}.{key}"
        if key == "known":
            continue
        if key == "year":
            yield name, _year(item, value.get("known"))
        elif key == "sources":
            yield name, "|".join(str(number + 1) for number in item)
        elif key == "source" and item is not None and not name.startswith("city."):
            yield name, item + 1
        elif key == "measurements":
            yield name, " | ".join(map(_point, item))
        elif isinstance(item, dict):
            yield from _parts(name, item)
        else:
            yield name, "yes" if item is True else "no" if item is False else item


def _point(point: dict[str, Any]) -> str:
    when = point.get("date") or _year(point["year"], point.get("known"))
    kind = f" {point['kind']}" if point.get("kind") else ""
    source = f" [{point['source'] + 1}]" if point.get("source") is not None else ""
    return f"{when}: {point['value']}{kind}{source}"


def _year(year: int | None, known: dict[str, str] | None) -> Any:
    return f"{known['date']} ({year})" if known else year


def _cell(sheet: Any, value: Any, font: Font | None = None) -> Any:
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        cell.data_type = "s"  # openpyxl takes what begins with "=" for a formula
    cell.alignment = Alignment(vertical="top")
    if font:
        cell.font = font
    return cell
