"""Stored figures as a grid shows them, in the digits and the calendar of its reader."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from cases.blocks.years import write_known
from cases.selectors.figures import Figures, digest_of
from cases.selectors.localized_format import active_language
from cases.written.dates import PartialDate
from cases.written.known_dates import KnownDate, KnownYear

from ..localized.fields import PartialDateFormField
from ..localized.input import write_number
from .typed_grid import MIXED, TypedGrid, TypedSeries

_DATE = PartialDateFormField(required=False)


def stored_grid(figures: Figures) -> TypedGrid:
    """Grid of stored figures: a column for each date of a measurement, in order."""
    columns = _columns(figures)
    return TypedGrid(
        years=tuple(_written(key) for key in columns),
        series=tuple(_series(row, columns) for row in figures),
        opened=digest_of(figures),
    )


def _columns(figures: Figures) -> list[tuple[str, str, str, int]]:
    """Dates of all measurements; one that a series has twice has two columns."""
    found: set[tuple[str, str, str, int]] = set()
    for row in figures:
        found.update(_keys(row["measurements"]))
    return sorted(found)


def _keys(points: Iterable[Any]) -> list[tuple[str, str, str, int]]:
    seen: dict[tuple[str, str, str], int] = {}
    keys = []
    for point in points:
        key = (point["date"], point["precision"], point["known"] or "")
        seen[key] = seen.get(key, 0) + 1
        keys.append((*key, seen[key]))
    return keys


def _written(key: tuple[str, str, str, int]) -> str:
    day = date.fromisoformat(key[0])
    made = PartialDate.known_to(key[1], day.year, day.month, day.day)  # type: ignore[arg-type]  # stored as its value
    made.known = KnownDate.read(key[2]) if key[2] else None
    return str(_DATE.prepare_value(made))


def _series(row: Any, columns: list[tuple[str, str, str, int]]) -> TypedSeries:
    points = dict(zip(_keys(row["measurements"]), row["measurements"], strict=True))
    kinds = {point["kind"] for point in row["measurements"]}
    parts = {
        "id": str(row["pk"] or ""),
        "unit": str(row["unit"]),
        "direction": row["direction"],
        "kind": MIXED if len(kinds) > 1 else next(iter(kinds), ""),
        "source": row["source"],
    }
    for point in ("baseline", "target"):
        if (year := row[f"{point}_year"]) is not None:
            known = KnownDate.read(row[f"{point}_known"]) if row[f"{point}_known"] else None
            parts[f"{point}_year"] = write_known(KnownYear.of(year, known))
            parts[f"{point}_value"] = _number(row[f"{point}_value"])
    cells = tuple(_number(points[key]["value"]) if key in points else "" for key in columns)
    return TypedSeries(parts, dict(row["name"]), cells)


def _number(value: Any) -> str:
    return write_number(Decimal(str(value)), active_language())
