"""Records as sheets: the other direction of the importer, for tests and measurements."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from openpyxl import Workbook


def flat(record: dict[str, Any]) -> dict[str, Any]:
    """A record as cells by the names of their columns."""
    cells: dict[str, Any] = {}
    for name, value in record.items():
        if name in ("topics", "sdgs"):
            cells[name] = "|".join(map(str, value))
        elif name == "unverified":
            cells[name] = "|".join(item for item in value if isinstance(item, str))
            for number, item in enumerate((item for item in value if isinstance(item, dict)), 1):
                cells |= dict(_cells(f"unchecked.{number}", item))
        elif name in ("started", "ended"):
            cells[name] = _year(value, record.get(f"{name}_known"))
        elif name in ("started_known", "ended_known"):
            continue
        elif isinstance(value, list):
            for number, item in enumerate(value, 1):
                cells |= dict(_cells(f"{name}.{number}", item))
        elif isinstance(value, dict):
            cells |= dict(_cells(name, value))
        else:
            cells[name] = value
    return {name: value for name, value in cells.items() if value not in (None, "")}


def _cells(prefix: str, value: dict[str, Any]) -> Iterator[tuple[str, Any]]:
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
            yield name, " | ".join(_point(point) for point in item)
        elif isinstance(item, dict):
            yield from _cells(name, item)
        else:
            yield name, "yes" if item is True else "no" if item is False else item


def _point(point: dict[str, Any]) -> str:
    source = f" [{point['source'] + 1}]" if point.get("source") is not None else ""
    kind = f" {point['kind']}" if point.get("kind") else ""
    when = point.get("date") or _year(point["year"], point.get("known"))
    return f"{when}: {point['value']}{kind}{source}"


def _year(year: int | None, known: dict[str, str] | None) -> Any:
    return f"{known['date']} ({year})" if known else year


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
