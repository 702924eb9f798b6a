"""Turns the rows of a sheet into records; a problem is reported at its cell."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.utils.text import slugify
from pydantic import ValidationError

from cases.records.case import POINTS, PROSE, CaseRecord
from cases.records.problems import SHOWN, Line, Problem, found_by_pydantic
from cases.written.known_dates import KnownYear

from .cells import CellError, Names
from .columns import Column, HeaderError, known_columns, read_header
from .dated_cells import known_of

_LISTS = (
    "topics", "sdgs", "sources", "indicators", "partners", "adoptions", "documents", *POINTS, "unchecked", "unverified"
)  # fmt: skip
_TEXTS = ("title", "brief", "summary", *PROSE)
_OPTIONAL = ("started", "ended", "cost", "outcome")
_AS_GIVEN = ("status", "licence", "started_known", "ended_known")
_DEFAULTS: dict[str, dict[str, Any]] = {
    "sources": {"url": "", "seen": False},
    **{name: {"sources": []} for name in POINTS},
    "unchecked": {},
    "outcome": {"goal": "unknown"},
    "indicators": {"name": {}, "baseline": None, "target": None, "measurements": [], "source": None},
    "adoptions": {"city": {}, "year": None, "note": {}, "source": None},
    "documents": {"title": {}, "year": None, "source": None},
    "partners": {},
    "budget": {},
    "cost": {"year": None, "note": {}, "source": None},
}


class Row(NamedTuple):
    """Row of a sheet. ``number`` as the spreadsheet shows it; ``size``: bytes of the file read for it."""

    number: int
    size: int
    values: list[Any]


def sheet_records(rows: Iterable[Row], names: Names) -> Iterator[Line]:
    """Lines made of the rows under the header; empty rows and notes (#) are left out. A bad header is the last line."""
    columns: list[Column] = []
    for row in rows:
        values = [None if isinstance(value, str) and not value.strip() else value for value in row.values]
        is_note = bool(values) and str(values[0] or "").lstrip().startswith("#")
        if all(value is None for value in values) or (is_note and (columns or not known_columns(values))):
            continue
        if columns:
            yield _line(row._replace(values=values), columns, names)
            continue
        try:
            columns = read_header(values)
        except HeaderError as error:
            cell = cell_name(error.position, row.number)
            yield Line(
                row.number,
                row.size,
                None,
                [Problem(row.number, "", error.column, str(error), error.code, error.params, cell)],
            )
            return
    if not columns:
        reason = "the first row names no column"
        yield Line(1, 0, None, [Problem(1, "", "", reason, "no_header")])


def cell_name(position: int, row: int) -> str:
    """Name of a cell in the spreadsheet: ``cell_name(27, 5)`` is AB5."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def _line(row: Row, columns: list[Column], names: Names) -> Line:
    content: dict[str, Any] = {}
    problems = []
    for column in columns:
        value = row.values[column.position] if column.position < len(row.values) else None
        if value is None:
            continue
        try:
            _put(content, column.path, column.kind.read(value, names))
        except CellError as error:
            cell = cell_name(column.position, row.number)
            shown = str(value)[:SHOWN]
            problems.append(Problem(row.number, "", column.name, error.reason, error.code, error.params, cell, shown))
    record_id = content.get("id") or _made_id(content)
    if problems:
        return Line(row.number, row.size, None, problems)
    try:
        whole = _whole(content, cost_is_json=any(column.name == "cost" for column in columns))
        if record_id:
            whole["id"] = record_id
        return Line(row.number, row.size, CaseRecord.model_validate(whole), [])
    except CellError as error:
        return Line(row.number, row.size, None, [_at(row, columns, error.params["place"], error)])
    except ValidationError as error:
        found = [found_by_pydantic(row.number, str(record_id)[:120], item) for item in error.errors()]
        return Line(row.number, row.size, None, [_in_its_cell(problem, row, columns) for problem in found])


def _put(content: dict[str, Any], path: tuple[str | int, ...], value: Any) -> None:
    """Puts a value at its path. Items keep their numbers until the row is read, since gaps and any order may occur."""
    here: dict[Any, Any] = content
    for part in path[:-1]:
        here = here.setdefault(part, {})
    here[path[-1]] = int(value) if isinstance(value, KnownYear) else value
    if known := known_of(value):
        here["known" if path[-1] == "year" else f"{path[-1]}_known"] = known


def _made_id(content: dict[str, Any]) -> str:
    city, title = (str((content.get(key) or {}).get("en", "")) for key in ("city", "title"))
    return slugify(f"{city} {title}")[:120].strip("-") if city and title else ""


def _whole(content: dict[str, Any], *, cost_is_json: bool) -> dict[str, Any]:
    """Content with everything in it that a record must have, numbered items as lists."""
    whole = {name: content.get(name, {}) for name in ("city", *_TEXTS)}
    whole |= {name: content.get(name) for name in _OPTIONAL}
    whole |= {name: content[name] for name in _AS_GIVEN if name in content}
    sources = content.get("sources", {})
    numbers = sorted(sources) if isinstance(sources, dict) else list(range(1, len(sources) + 1))
    for name in _LISTS:
        value = content.get(name, [])
        if isinstance(value, dict):
            value = [
                _item(name, value[number], numbers, f"{name}.{number}") if number in value else None
                for number in sorted(value)
            ]
        whole[name] = value
    whole["unverified"] = [*whole.pop("unchecked"), *whole["unverified"]]
    for name in ("cost", "outcome"):
        if whole[name] is not None and not (name == "cost" and cost_is_json):
            whole[name] = _item(name, whole[name], numbers, name)
    return whole


def _item(name: str, given: dict[str, Any], numbers: list[int], place: str) -> dict[str, Any]:
    item = {**_DEFAULTS[name], **given}
    if name in POINTS:
        item["sources"] = [_source_index(number, numbers, f"{place}.sources") for number in item["sources"]]
    if item.get("budget"):
        item["budget"] = _item("budget", item["budget"], numbers, f"{place}.budget")
    if item.get("source") is not None:
        item["source"] = _source_index(item["source"], numbers, f"{place}.source")
    if "measurements" in item:
        item["measurements"] = [
            {**point, "source": _source_index(point["source"], numbers, f"{place}.measurements")}
            if "source" in point
            else point
            for point in item["measurements"]
        ]
    return item


def _source_index(number: int, numbers: list[int], place: str) -> int:
    if number not in numbers:
        reason = f"there is no source number {number}"
        raise CellError("no_such_source", reason, source=number, place=place)
    return numbers.index(number)


def _at(row: Row, columns: list[Column], place: str, error: CellError) -> Problem:
    column = next((column for column in columns if column.name == place), None)
    cell = cell_name(column.position, row.number) if column else ""
    value = str(row.values[column.position])[:SHOWN] if column else ""
    return Problem(row.number, "", place, error.reason, error.code, error.params, cell, value)


def _in_its_cell(problem: Problem, row: Row, columns: list[Column]) -> Problem:
    """Problem with its field replaced by the column that was written, or that is missing."""
    by_path = {column.path: column for column in columns}
    path = _numbered(problem.field, columns)
    for length in range(len(path), 0, -1):
        if column := by_path.get(path[:length]):
            value = row.values[column.position] if column.position < len(row.values) else None
            return Problem(
                problem.line,
                problem.record_id,
                column.name,
                problem.reason,
                problem.code,
                problem.params,
                cell_name(column.position, row.number),
                problem.value or ("" if value is None else str(value)[:SHOWN]),
            )
    name = ".".join(map(str, path))
    return Problem(problem.line, problem.record_id, name, problem.reason, problem.code, problem.params)


def _numbered(field: str, columns: list[Column]) -> tuple[str | int, ...]:
    """Path of a field as the columns count it, from 1 and with their gaps: ``sources.0.url`` is ``sources.1.url``."""
    parts: list[str | int] = list(field.split("."))
    if len(parts) > 1 and str(parts[1]).isdecimal():
        used = sorted({column.path[1] for column in columns if column.path[0] == parts[0] and len(column.path) > 1})
        index = int(parts[1])
        parts[1] = used[index] if index < len(used) else index + 1
    return tuple(parts)
