"""Problems of the lines of a file, kept so that they can be reported in any language."""

import dataclasses
from collections.abc import Mapping
from typing import Any

from .blocks import BLOCK_TYPES
from .case import CaseRecord

SHOWN = 80  # characters of what was written


@dataclasses.dataclass(frozen=True, slots=True)
class Problem:
    """Problem of a line: its place and its reason. ``field`` is empty when the whole line is meant.

    ``reason`` is English, for commands and logs; ``code`` and ``params`` make its text in the reader's language
    (``cases.records.messages``). ``cell`` is the place in a sheet, such as C5; ``value`` is how its text begins.
    """

    line: int
    record_id: str
    field: str
    reason: str
    code: str = ""
    params: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    cell: str = ""
    value: str = ""

    def __str__(self) -> str:
        place = ", ".join(part for part in (f"line {self.line}", self.record_id, self.field) if part)
        return f"{place}: {self.reason}"


@dataclasses.dataclass(frozen=True, slots=True)
class Line:
    """Line of the file: a record, or the problems that kept it from being one. ``size`` in bytes.

    ``notes``: what was read otherwise than it is written. ``positions``: of the columns of a sheet, by name.
    A line without record and problems was left out; its notes say why.
    """

    number: int
    size: int
    record: CaseRecord | None
    problems: list[Problem]
    notes: list[Problem] = dataclasses.field(default_factory=list)
    positions: Mapping[str, int] = dataclasses.field(default_factory=dict)

    def at(self, field: str, code: str, reason: str, value: str = "", /, **params: Any) -> Problem:
        """Problem or note of this line at a field, with the cell in which that stands."""
        cell = cell_name(self.positions[field], self.number) if field in self.positions else ""
        record_id = self.record.id if self.record else ""
        return Problem(self.number, record_id, field, reason, code, params, cell, value[:SHOWN])


def cell_name(position: int, row: int) -> str:
    """Name of a cell in the spreadsheet: ``cell_name(27, 5)`` is AB5."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def found_by_pydantic(number: int, record_id: str, item: Any) -> Problem:
    """Problem made of an error of pydantic. A rule across fields names its field itself (``fields.misplaced``)."""
    context = dict(item.get("ctx") or {})
    place = [*map(str, _written_path(item["loc"])), *([context.pop("place")] if "place" in context else [])]
    params = {key: value if isinstance(value, int | float) else str(value) for key, value in context.items()}
    return Problem(number, record_id, ".".join(place), item["msg"], item["type"], params, value=_shown(item["input"]))


def _written_path(path: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """Path of a field as the file has it: pydantic adds types after numbers (body.fa.0.quote.text)."""
    if len(path) > 3 and path[0] == "body" and path[3] in BLOCK_TYPES:
        return (*path[:3], *path[4:])
    return (*path[:2], *path[3:]) if len(path) > 2 and path[0] == "unverified" else path


def _shown(value: Any) -> str:
    return str(value)[:SHOWN] if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
