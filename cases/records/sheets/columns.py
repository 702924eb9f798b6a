"""Columns of a sheet: the paths of the exchange format, lists counted from 1 (``sources.1.url``)."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.choices import (
    AdoptionStatus,
    Climate,
    CostKind,
    Direction,
    DocumentKind,
    IncomeGroup,
    Licence,
    Outcome,
    PopulationScope,
    Setback,
    SourceKind,
    Status,
)
from cases.records.case import POINTS, PROSE
from cases.written.numbers import latin_digits

from . import cells, dated_cells
from .cells import Names
from .values import UncomputedFormula

MAX_COLUMNS = 1000
MAX_ITEMS = 100  # numbered columns of one list
TEXT_IN_LANGUAGES = ("title", "brief", "summary", *PROSE)
JSON_COLUMNS = ("cost", "sources", "indicators", "partners", "adoptions", "documents", *POINTS, "unchecked")
Read = Callable[[Any, Names], Any]


@dataclass(frozen=True, slots=True)
class Kind:
    """Kind of column: the reader of its cells, and its help text for editors."""

    read: Read
    help: str | Promise

    @property
    def is_text(self) -> bool:
        """Whether its cells hold any text; in other cells, a word may say that nothing is known."""
        return self.read in (cells.text, cells.persian, cells.lines, cells.json_value)


@dataclass(frozen=True, slots=True)
class Column:
    """Column of a sheet: its place (from 0), its name, and its path with list numbers as numbers."""

    position: int
    name: str
    path: tuple[str | int, ...]
    kind: Kind


_ANY = Kind(cells.text, _("Text."))
_YEAR = Kind(dated_cells.year, _("A year, month or day, in the calendar in which it is known: 2022, ۱۴۰۱, ۱۴۰۱/۰۲."))
_NUMBER = Kind(cells.number, _("A number."))
_FIGURE = Kind(cells.figure, _("A number."))
_COUNTRY = Kind(cells.country, _("Country: two-letter code or name."))
_SOURCES = Kind(cells.integers, _("Numbers of the sources, counted from 1, separated by |."))
_SOURCE = Kind(cells.integer, _("Number of the source, counted from 1."))
_JSON = Kind(cells.json_value, _("JSON, in place of numbered columns; sources are counted from 0 in it."))

# "@" stands for a language, "#" for a number.
KINDS: dict[str, Kind] = {
    "id": Kind(cells.text, _("Stays the same from file to file; empty: made from city and title in English.")),
    **{f"{name}.@": _ANY for name in TEXT_IN_LANGUAGES},
    "city.@": _ANY,
    "city.country": _COUNTRY,
    "city.lat": Kind(cells.real, _("Latitude in degrees.")),
    "city.lon": Kind(cells.real, _("Longitude in degrees.")),
    "city.population.value": Kind(cells.integer, _("A number.")),
    "city.population.year": _YEAR,
    "city.population.scope": Kind(cells.Choice(PopulationScope), _("city or metropolitan.")),
    "city.population.source": Kind(cells.text, _("Who counted, such as a census.")),
    "city.area_km2": _NUMBER,
    "city.climate": Kind(cells.Choice(Climate), _("Climate class of Köppen, such as BSk.")),
    "city.income": Kind(
        cells.Choice(IncomeGroup), _("Income group of the country: low, lower-middle, upper-middle, high.")
    ),
    "topics": Kind(cells.topics, _("Codes or labels of topics, separated by |.")),
    "sdgs": Kind(cells.integers, _("Numbers of the goals, separated by |.")),
    "started": _YEAR,
    "ended": _YEAR,
    "status": Kind(
        cells.Choice(Status), _("planned, pilot, running, scaled, completed, discontinued or never-started.")
    ),
    "outcome.goal": Kind(cells.Choice(Outcome), _("Against its own goal: reached, partly, missed or unknown.")),
    "outcome.reason.@": _ANY,
    "outcome.source": _SOURCE,
    "setbacks": Kind(
        cells.Choices(Setback), _("What went wrong, separated by |: such as cost-overrun, delay, protest or court.")
    ),
    "licence": Kind(cells.Choice(Licence), _("Licence by its SPDX identifier; empty: CC-BY-4.0.")),
    "cost.amount": _NUMBER,
    "cost.currency": Kind(cells.capitals, _("Three-letter currency code.")),
    "cost.year": _YEAR,
    "cost.note.@": _ANY,
    "cost.source": _SOURCE,
    "cost.kind": Kind(cells.Choice(CostKind), _("total, yearly, unit or part.")),
    "cost.basis.@": _ANY,
    "cost.planned": Kind(cells.boolean, _("Yes, if it is a budget or an estimate.")),
    "cost.budget.amount": _NUMBER,
    "cost.budget.source": _SOURCE,
    **{f"{name}.#.@": _ANY for name in POINTS},
    **{f"{name}.#.sources": _SOURCES for name in POINTS},
    "sources.#.title": _ANY,
    "sources.#.url": Kind(cells.text, _("Web address.")),
    "sources.#.seen": Kind(cells.boolean, _("Yes, if an excerpt of it was read.")),
    "sources.#.kind": Kind(cells.Choice(SourceKind), _("official, scholarly, press, organisation, reference, other.")),
    "sources.#.publisher": Kind(cells.text, _("Who put it out.")),
    "sources.#.year": _YEAR,
    "sources.#.page": Kind(cells.text, _("Page or place in the source, such as 12 or 12–15, table 3.")),
    "sources.#.lang": Kind(cells.text, _("Language code, such as fa or en.")),
    "sources.#.copy": Kind(cells.boolean, _("Yes, if the address leads to a copy.")),
    "sources.#.original": Kind(cells.text, _("Web address of the original.")),
    "indicators.#.name.@": _ANY,
    "indicators.#.unit": _ANY,
    "indicators.#.direction": Kind(cells.Choice(Direction), _("up or down: which way is better.")),
    "indicators.#.baseline.year": _YEAR,
    "indicators.#.baseline.value": _FIGURE,
    "indicators.#.target.year": _YEAR,
    "indicators.#.target.value": _FIGURE,
    "indicators.#.measurements": Kind(
        dated_cells.series,
        _(
            "Year: value and how it came about, separated by |; number of the source in brackets: "
            "2010: 12.5 measured [1] | ۱۳۹۷: 30 estimated"
        ),
    ),
    "indicators.#.source": _SOURCE,
    "partners.#.@": _ANY,
    "partners.#.role": _ANY,
    "adoptions.#.city.@": _ANY,
    "adoptions.#.city.country": _COUNTRY,
    "adoptions.#.year": _YEAR,
    "adoptions.#.status": Kind(cells.Choice(AdoptionStatus), _("How far that city came.")),
    "adoptions.#.note.@": _ANY,
    "adoptions.#.source": _SOURCE,
    "documents.#.kind": Kind(cells.Choice(DocumentKind), _("Kind of document.")),
    "documents.#.title.@": _ANY,
    "documents.#.year": _YEAR,
    "documents.#.source": _SOURCE,
    "unverified": Kind(cells.lines, _("Claims the sources do not confirm, separated by |; never published.")),
    "unchecked.#.@": Kind(cells.text, _("A sentence for readers on what could not be checked.")),
    **dict.fromkeys(JSON_COLUMNS, _JSON),
}
_SINGULAR = {
    "source": "sources", "indicator": "indicators", "partner": "partners", "adoption": "adoptions",
    "document": "documents", "topic": "topics", "sdg": "sdgs", "limit": "limits", "lesson": "lessons",
    "result": "results", "condition": "conditions", "setback": "setbacks",
}  # fmt: skip
_COMPOUNDS = {name.replace("_", "."): name for name in (*POINTS, "area_km2")}  # keys of more than one word
_COMPOUND = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in _COMPOUNDS))


class HeaderError(Exception):
    """Problem of a header row. ``column`` is the one meant, ``position`` from 0."""

    def __init__(self, code: str, reason: str, position: int = 0, column: str = "", **params: Any) -> None:
        super().__init__(reason)
        self.code, self.reason, self.position, self.column, self.params = code, reason, position, column, params


def column_name(written: str) -> str:
    """Name of a column as the format spells it: ``Title (fa)``, ``title_fa`` and ``title fa`` are ``title.fa``."""
    parts = re.split(r"[^0-9a-z]+", latin_digits(written).strip().casefold())
    first, *rest = [part for part in parts if part] or [""]
    return _COMPOUND.sub(lambda found: _COMPOUNDS[found[0]], ".".join([_SINGULAR.get(first, first), *rest]))


def read_header(row: list[Any]) -> list[Column]:
    """Columns of a header row; columns whose name begins with # are the editor's own and left out.

    Raises HeaderError for an unknown or repeated column, or when there are none.
    """
    if len(row) > MAX_COLUMNS:
        reason = f"has {len(row)} columns; {MAX_COLUMNS} are allowed"
        raise HeaderError("too_many_columns", reason, count=len(row), allowed=MAX_COLUMNS)
    columns: dict[str, Column] = {}
    for position, cell in enumerate(row):
        written = "" if cell is None else str(cell).strip()
        if isinstance(cell, UncomputedFormula):
            reason = "holds a formula without its value"
            raise HeaderError("formula_without_value", reason, position, written[:60], formula=written[:80])
        if not written or written.startswith("#"):
            continue
        name = column_name(written)
        column = column_of(name, position)
        if column is None:
            near = get_close_matches(name, sorted(_examples()), n=1)
            reason = f"unknown column “{written[:60]}”" + (f"; did you mean {near[0]}?" if near else "")
            code = "unknown_column_near" if near else "unknown_column"
            raise HeaderError(code, reason, position, written[:60], near=near[0] if near else "")
        if name in columns:
            raise HeaderError("column_twice", f"the column {name} is there twice", position, name)
        columns[name] = column
    if not columns:
        raise HeaderError("no_header", "the first row names no column")
    for group in JSON_COLUMNS:
        if group in columns and any(name.startswith(f"{group}.") for name in columns):
            reason = f"use either the column {group} or numbered columns, not both"
            raise HeaderError("json_and_numbered", reason, columns[group].position, group)
    return list(columns.values())


def known_columns(row: list[Any]) -> int:
    """Number of cells of a row that are names of columns, which tells a separator from a letter."""
    return sum(1 for cell in row if cell and _kind(column_name(str(cell))) is not None)


def pattern_of(name: str) -> str:
    """Key of ``KINDS`` that a name of a column would have: ``sources.#.title`` of sources.2.title."""
    languages = {code for code, _name in settings.LANGUAGES}
    return ".".join(
        "#" if part.isdecimal() else "@" if place and part in languages else part
        for place, part in enumerate(name.split("."))
    )


def column_of(name: str, position: int) -> Column | None:
    """Column of this name; None where there is none."""
    kind = _kind(name)
    path = tuple(int(part) if part.isdecimal() else part for part in name.split("."))
    return Column(position, name, path, kind) if kind else None


def _kind(name: str) -> Kind | None:
    numbers = [int(part) for part in name.split(".") if part.isdecimal()]
    if any(not 1 <= number <= MAX_ITEMS for number in numbers):
        return None
    kind = KINDS.get(pattern_of(name))
    return Kind(cells.persian, kind.help) if kind is _ANY and name.endswith(".fa") else kind


def _examples() -> set[str]:
    names = set()
    for pattern in KINDS:
        for code, _name in settings.LANGUAGES:
            names.add(pattern.replace("@", code).replace("#", "1"))
    return names
