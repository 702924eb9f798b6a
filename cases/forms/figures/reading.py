"""Reads a typed grid: the figures in it that are right, and what is wrong, by the name of the input."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cases.choices import Direction, MeasurementKind
from cases.selectors.figures import Figures, digest_of
from cases.selectors.localized_format import number
from cases.written.dates import PartialDate
from cases.written.known_dates import KnownYear
from cases.written.letters import label_key

from ..localized.fields import FigureFormField, PartialDateFormField
from .typed_grid import MIXED, NAME, TypedGrid, TypedSeries

LONGEST_NAME = 200
_FIGURE = FigureFormField(max_digits=24, decimal_places=6, required=True)
_DATE = PartialDateFormField(required=True, min_value=1179, max_value=2200)


@dataclass(frozen=True, slots=True)
class Around:
    """Surroundings of a grid that is read: stored figures, units by key, keys of sources, language of the page."""

    stored: Figures = ()
    units: Mapping[str, frozenset[str]] = field(default_factory=dict)  # spellings by key
    sources: Collection[str] = ()
    language: str = "fa"


@dataclass(slots=True)
class ReadGrid:
    """Grid that was read. ``is_newer``: somebody else changed the figures since the grid was opened."""

    figures: list[dict[str, Any]] = field(default_factory=list)
    errors: dict[str, str] = field(default_factory=dict)
    is_newer: bool = False


def read_grid(grid: TypedGrid, around: Around) -> ReadGrid:
    """Figures of a grid without what is wrong in it; of a stored value that is, the one before."""
    found = ReadGrid()
    dates = _dates(grid, around, found)
    stored = {str(row["pk"]): row for row in around.stored}
    unclaimed = {key: row for key, row in stored.items() if key not in {row.part("id") for row in grid.series}}
    for place, row in enumerate(grid.series):
        if row.part("remove"):
            continue
        known = stored.get(row.part("id")) or _by_name(row, unclaimed)
        if series := _SeriesReader(place, row, known or {}, around, found.errors).read(dates):
            found.figures.append({**series, "sort_order": len(found.figures)})
    if grid.fault:
        found.errors[f"{NAME}-paste"] = _fault(grid.fault)
    now = digest_of(around.stored)
    is_newer = bool(grid.opened) and now not in (grid.opened, grid.over, digest_of(found.figures))
    found.is_newer = is_newer
    return found


def _dates(grid: TypedGrid, around: Around, found: ReadGrid) -> list[PartialDate | None]:
    twice = _stored_twice(around.stored)
    seen: Counter[str] = Counter()
    dates: list[PartialDate | None] = []
    for place, text in enumerate(grid.years):
        place_name, date = f"{NAME}-years-{place}", None
        if text:
            date = _clean(_DATE, text, place_name, found.errors)
        elif any(row.cells[place] for row in grid.series if not row.part("remove")):
            found.errors[place_name] = _("Write the year of the values below it.")
        if date is not None:
            key = _date_key(date)
            seen[key] += 1
            if seen[key] > twice.get(key, 1):
                found.errors[place_name] = _("This year has another column already.")
                date = None
        dates.append(date)
    return dates


def _stored_twice(stored: Figures) -> dict[str, int]:
    """Dates with as many columns as one series has values of them."""
    most: dict[str, int] = {}
    for row in stored:
        for key, count in Counter(map(_key_of_point, row["measurements"])).items():
            most[key] = max(most.get(key, 0), count)
    return most


def _date_key(date: PartialDate) -> str:
    return f"{date.isoformat()} {date.precision} {date.known or ''}"


def _key_of_point(point: Mapping[str, Any]) -> str:
    return f"{point['date']} {point['precision']} {point['known'] or ''}"


def _by_name(row: TypedSeries, unclaimed: dict[str, Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """Stored series of the same name, for one that a save by itself stored since the form was opened."""
    if row.part("id"):
        return None
    for key, series in unclaimed.items():
        if any(name and series["name"].get(code) == name for code, name in row.names.items()):
            return unclaimed.pop(key)
    return None


def _clean(form_field: Any, text: str, place: str, errors: dict[str, str]) -> Any:
    try:
        return form_field.clean(text)
    except ValidationError as error:
        errors[place] = " ".join(error.messages)
        return None


def _fault(code: str) -> str:
    return {
        "years": _("No years were found: the first row of the table has the years, its first column the names."),
        "size": _("This table is larger than a case can have: at most 40 series and 60 years."),
    }.get(code, _("This is no table: copy the cells in the spreadsheet, with their years, and paste them here."))


class _SeriesReader:
    """Reader of one series of a grid."""

    def __init__(
        self, at: int, row: TypedSeries, known: Mapping[str, Any], around: Around, errors: dict[str, str]
    ) -> None:
        self.place, self.row, self.known, self.around, self.errors = f"{NAME}-{at}", row, known, around, errors

    def read(self, dates: list[PartialDate | None]) -> dict[str, Any] | None:
        """Series of the row; None where it cannot be stored, since its name or its unit is missing."""
        name, unit = self._name(), self._unit()
        series = {
            "pk": self.known.get("pk"),
            "name": name,
            "unit": unit,
            "direction": self._choice("direction", Direction.values, Direction.UP.value),
            "source": self._source(),
            **self._point("baseline"),
            **self._point("target"),
            "measurements": list(self._measurements(dates)),
        }
        return series if name and unit else None

    def _name(self) -> dict[str, str]:
        names = {code: text for code, text in self.row.names.items() if text}
        place = f"{self.place}-name-{self.around.language}"
        if any(len(text) > LONGEST_NAME or "\0" in text for text in names.values()):
            self.errors[place] = _("At most %(most)s letters.") % {"most": number(LONGEST_NAME)}
            return dict(self.known.get("name", {}))
        if self.around.language not in names and (not self.known or not names):
            self.errors[place] = _("Name the series in the language of this page.")
            return dict(self.known.get("name", {}))
        return names

    def _unit(self) -> int | None:
        typed = self.row.part("unit")
        if typed in self.around.units:
            return int(typed)
        same = [key for key, spellings in self.around.units.items() if typed and label_key(typed) in spellings]
        if len(same) == 1:
            return int(same[0])
        self.errors[f"{self.place}-unit"] = (
            _("No unit is called “%(unit)s”: choose one.") % {"unit": typed} if typed else _("Choose the unit.")
        )
        return self.known.get("unit")

    def _choice(self, name: str, values: Collection[str], otherwise: str) -> str:
        typed = self.row.part(name)
        return typed if typed in values else str(self.known.get(name) or otherwise)

    def _source(self) -> str:
        typed = self.row.part("source")
        if typed and typed not in self.around.sources:
            self.errors[f"{self.place}-source"] = _("No source of this case has this key.")
            return str(self.known.get("source", ""))
        return typed

    def _point(self, point: str) -> dict[str, Any]:
        """Baseline or target: both its year and its value, or neither."""
        stored = {f"{point}_{part}": self.known.get(f"{point}_{part}") for part in ("year", "known", "value")}
        typed = {part: self.row.part(f"{point}_{part}") for part in ("year", "value")}
        if not any(typed.values()):
            return {**dict.fromkeys(stored), f"{point}_known": ""}
        for part, text in typed.items():
            if not text:
                self.errors[f"{self.place}-{point}_{part}"] = _("Give both year and value, or neither.")
        if not all(typed.values()):
            return {**stored, f"{point}_known": stored[f"{point}_known"] or ""}
        date = _clean(_DATE, typed["year"], f"{self.place}-{point}_year", self.errors)
        value = _clean(_FIGURE, typed["value"], f"{self.place}-{point}_value", self.errors)
        if date is None or value is None:
            return {**stored, f"{point}_known": stored[f"{point}_known"] or ""}
        year = KnownYear.read(typed["year"])
        return {f"{point}_year": int(year), f"{point}_known": str(year.known or ""), f"{point}_value": str(value)}

    def _measurements(self, dates: list[PartialDate | None]) -> Iterator[dict[str, Any]]:
        points: dict[str, list[Mapping[str, Any]]] = {}
        for point in self.known.get("measurements", ()):
            points.setdefault(_key_of_point(point), []).append(point)
        kind = self.row.part("kind")
        for place, (text, date) in enumerate(zip(self.row.cells, dates, strict=True)):
            same = points.get(_date_key(date), []) if date else []
            stored = same.pop(0) if same else {}
            if not text:
                continue
            value = _clean(_FIGURE, text, f"{self.place}-cell-{place}", self.errors)
            if date is None or (value is None and not stored):
                continue
            yield {
                "pk": stored.get("pk"),
                "date": date.isoformat(),
                "precision": str(date.precision),
                "known": str(date.known or ""),
                "value": str(value) if value is not None else stored["value"],
                "kind": kind if kind in MeasurementKind.values else stored.get("kind", "") if kind == MIXED else "",
                "source": stored.get("source", ""),
            }
