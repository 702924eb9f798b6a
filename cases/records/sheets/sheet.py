"""Turns the rows of a sheet into records; a problem is reported at its cell."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from cases.records.case import POINTS, PROSE
from cases.records.problems import SHOWN, Line, Problem, cell_name, found_by_pydantic
from cases.records.validation import validate
from cases.written.addresses import address_part
from cases.written.known_dates import KnownYear

from .blanks import blank_word, is_blank
from .cells import CellError, Names
from .columns import Column, HeaderError, known_columns, read_header
from .dated_cells import known_of
from .example import is_example
from .in_percent import percent_of_no_percent
from .row import Row

_LISTS = (
    "topics", "sdgs", "sources", "indicators", "partners", "adoptions", "documents", *POINTS, "unchecked", "unverified"
)  # fmt: skip
_TEXTS = ("title", "brief", "summary", *PROSE)
_OPTIONAL = ("started", "ended", "cost", "outcome")
_AS_GIVEN = ("status", "setbacks", "licence", "started_known", "ended_known")
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


def sheet_records(rows: Iterable[Row], names: Names) -> Iterator[Line]:
    """Lines made of the rows under the header; empty rows and notes (#) are left out. A bad header is the last line."""
    columns: list[Column] = []
    header, headed = 0, set[int]()
    for row in rows:
        values = [None if isinstance(value, str) and not value.strip() else value for value in row.values]
        for position, origin in row.merged.items():
            if origin <= header or not columns:  # the header's, or the value of a cell that reaches beside it
                values[position] = values[position] if origin == row.number else None
        own = (value for position, value in enumerate(values) if row.merged.get(position, row.number) == row.number)
        is_note = bool(values) and str(values[0] or "").lstrip().startswith("#")
        if all(value is None for value in own) or (is_note and (columns or not known_columns(values))):
            continue
        if columns:
            line = _line(row._replace(values=values), columns, names)
            unseen = [at for at, value in enumerate(values) if value is not None and at not in headed]
            headed.update(unseen)
            line.notes.extend(_without_heading(line, at, values[at]) for at in unseen)
            yield line
            continue
        try:
            columns, header = read_header(values), row.number
            headed = {position for position, value in enumerate(values) if value is not None}
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


def _line(row: Row, columns: list[Column], names: Names) -> Line:
    content: dict[str, Any] = {}
    problems: list[Problem] = []
    notes: list[Problem] = []
    positions = {column.name: column.position for column in columns}
    line = Line(row.number, row.size, None, problems, notes, positions)
    for column in columns:
        value = row.values[column.position] if column.position < len(row.values) else None
        if value is None or is_blank(value, column):
            continue
        shown = str(value)
        names.taken()
        try:
            found = column.kind.read(value, names)
        except CellError as error:
            if blank_word(value, column):
                notes.append(line.at(column.name, "blank_word", "is taken as empty", shown))
            else:
                problems.append(line.at(column.name, error.code, error.reason, shown, **error.params))
            continue
        if blank_word(value, column, found):
            notes.append(line.at(column.name, "blank_word", "is taken as empty", shown))
            continue
        notes += [line.at(column.name, note.code, note.reason, shown, **note.params) for note in names.taken()]
        if column.position in row.merged:
            notes.append(_of_merged(line, column, row.merged[column.position], shown))
        put_value(content, column.path, found)
    if is_example(content):
        example = [line.at("", "example_row", "is the example of the template, and is left out")]
        return replace(line, problems=[], notes=example)
    record_id = content.get("id") or _made_id(content)
    wrong: list[CellError] = percent_of_no_percent(content.get("indicators"))
    whole = whole_record(content, wrong, cost_is_json=any(column.name == "cost" for column in columns))
    if record_id:
        whole["id"] = record_id
    problems += [_at(row, columns, error.params["place"], error) for error in wrong]
    record, errors = validate(whole)
    unread = [problem.field for problem in problems]
    for item in errors:
        problem = _in_its_cell(found_by_pydantic(row.number, str(record_id)[:120], item), row, columns)
        if not any(_is_within(problem.field, field) for field in unread):  # what is missing is there, unreadable
            problems.append(problem)
    problems = [replace(problem, record_id=str(record_id)[:120]) for problem in problems]
    notes = [replace(note, record_id=str(record_id)[:120]) for note in notes]
    return replace(line, record=None if problems else record, problems=problems, notes=notes)


def _without_heading(line: Line, position: int, value: Any) -> Problem:
    """Note on the first value of a column without a heading, none of whose values are taken."""
    reason = "stands under no heading; its column is left out"
    cell = cell_name(position, line.number)
    return Problem(line.number, "", "", reason, "column_without_heading", {}, cell, str(value)[:SHOWN])


def _of_merged(line: Line, column: Column, origin: int, shown: str) -> Problem:
    if origin == line.number:
        return line.at(column.name, "merged_across", "is merged with cells beside it, and taken once", shown)
    cell = cell_name(column.position, origin)
    return line.at(column.name, "merged_down", f"is taken from the merged cell {cell}", shown, cell=cell)


def _is_within(one: str, other: str) -> bool:
    return one == other or one.startswith(f"{other}.") or other.startswith(f"{one}.")


def put_value(content: dict[str, Any], path: tuple[str | int, ...], value: Any) -> None:
    """Puts a value at its path. Items keep their numbers until the row is read, since gaps and any order may occur."""
    here: dict[Any, Any] = content
    for part in path[:-1]:
        here = here.setdefault(part, {})
    here[path[-1]] = int(value) if isinstance(value, KnownYear) else value
    if known := known_of(value):
        here["known" if path[-1] == "year" else f"{path[-1]}_known"] = known


def _made_id(content: dict[str, Any]) -> str:
    city, title = (str((content.get(key) or {}).get("en", "")) for key in ("city", "title"))
    return address_part(f"{city} {title}")[:120].strip("-") if city and title else ""


def whole_record(content: dict[str, Any], wrong: list[CellError], *, cost_is_json: bool = False) -> dict[str, Any]:
    """Content with everything in it that a record must have, numbered items as lists. What is wrong is added."""
    whole = {name: content.get(name, {}) for name in ("city", *_TEXTS)}
    whole |= {name: content.get(name) for name in _OPTIONAL}
    whole |= {name: content[name] for name in _AS_GIVEN if name in content}
    sources = content.get("sources", {})
    numbers = Sources(sorted(sources) if isinstance(sources, dict) else list(range(1, len(sources) + 1)), wrong)
    for name in _LISTS:
        value = content.get(name, [])
        if isinstance(value, dict):
            value = [_item(name, value[number], numbers, f"{name}.{number}") for number in sorted(value)]
        whole[name] = value
    whole["unverified"] = [*whole.pop("unchecked"), *whole["unverified"]]
    for name in ("cost", "outcome"):
        if whole[name] is not None and not (name == "cost" and cost_is_json):
            whole[name] = _item(name, whole[name], numbers, name)
    return whole


class Sources(NamedTuple):
    """Numbers of the sources of a row, and the errors of cells that name others."""

    numbers: list[int]
    wrong: list[CellError]

    def place(self, number: int, cell: str) -> int | None:
        """Place of a source in the list, from 0; None where there is none of this number, which is an error."""
        if number in self.numbers:
            return self.numbers.index(number)
        reason = f"there is no source number {number}"
        self.wrong.append(CellError("no_such_source", reason, source=number, place=cell))
        return None


def _item(name: str, given: dict[str, Any], sources: Sources, place: str) -> dict[str, Any]:
    item = {**_DEFAULTS[name], **given}
    if name in POINTS:
        indices = [sources.place(number, f"{place}.sources") for number in item["sources"]]
        item["sources"] = [index for index in indices if index is not None]
    if item.get("budget"):
        item["budget"] = _item("budget", item["budget"], sources, f"{place}.budget")
    if item.get("source") is not None:
        item["source"] = sources.place(item["source"], f"{place}.source")
    if "measurements" in item:
        item["measurements"] = [
            {**point, "source": sources.place(point["source"], f"{place}.measurements")} if "source" in point else point
            for point in item["measurements"]
        ]
    return item


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
