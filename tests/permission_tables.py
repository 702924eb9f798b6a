"""Tables of permissions in a README, read so that a test walks the very lines that people read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from cases.permissions import PermissionTable, Scope

CASES = Path(__file__).resolve().parents[1] / "cases"


@dataclass(frozen=True, slots=True)
class PermissionRow:
    """Line of a table. ``labels``: the cells before those of the roles, such as action and states."""

    labels: tuple[str, ...]
    scopes: Mapping[str, Scope]  # by role; a role whose cell is empty is not in it


def permission_rows(readme: Path, heading: str, roles: Iterable[str]) -> list[PermissionRow]:
    """Rows of the table whose first heading is this; its last columns are these roles, in this order.

    Raises AssertionError when the README has no such table or its columns are others, ValueError for an unknown cell.
    """
    text = readme.read_text(encoding="utf-8")
    assert text.count(f"\n| {heading} |") == 1, f"{readme}: one table begins with “{heading}”"
    block = text[text.index(f"\n| {heading} |") :].strip().split("\n\n")[0]
    headings, _rule, *lines = [_cells(line) for line in block.splitlines()]
    names = [str(role) for role in roles]
    assert headings[-len(names) :] == names, f"{readme}: the columns of “{heading}” are {headings}"
    return [_row(cells, names) for cells in lines]


def may_by(scopes: Mapping[str, Scope], role: str, *, own: bool) -> bool:
    """Whether a role may, by a row of a table."""
    return role in scopes and scopes[role].reaches(own=own)


def table_of(rows: Iterable[PermissionRow]) -> PermissionTable:
    """Rows with one label each as the table that a room keeps in its ``permissions.py``."""
    found: dict[str, Mapping[str, Scope]] = {}
    for row in rows:
        (action,) = row.labels
        assert action not in found, f"“{action}” has two lines"
        found[action] = row.scopes
    return found


def _row(cells: list[str], roles: list[str]) -> PermissionRow:
    labels, marks = cells[: -len(roles)], cells[-len(roles) :]
    return PermissionRow(tuple(labels), {role: Scope(mark) for role, mark in zip(roles, marks, strict=True) if mark})


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")]
