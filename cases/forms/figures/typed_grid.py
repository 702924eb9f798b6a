"""Grid of figures as somebody typed it: texts, which may be wrong, by the names of their inputs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.conf import settings

from cases.written.pasted_tables import NoTableError, PastedTable, read_table

NAME = "figures"  # of the field; the inputs are called figures-…
MOST_SERIES, MOST_YEARS = 40, 60
FREE_SERIES, FREE_YEARS = 1, 2  # offered beside those that are there
POINTS = ("baseline_year", "baseline_value", "target_year", "target_value")
PARTS = ("id", "unit", "direction", "kind", "source", *POINTS, "remove")
MIXED = "as-it-is"  # kind of a series whose values came about in several ways


@dataclass(frozen=True, slots=True)
class TypedSeries:
    """Series as it was typed: its parts, its names by language, and a text for each year."""

    parts: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    cells: tuple[str, ...] = ()

    def part(self, name: str) -> str:
        """Text of a part; "" where nothing was typed."""
        return self.parts.get(name, "")

    @property
    def is_empty(self) -> bool:
        """Whether nobody wrote anything in it that counts: what is chosen from a list does not."""
        typed = [*self.names.values(), *self.cells, self.part("id"), *(self.part(name) for name in POINTS)]
        return not any(text.strip() for text in typed)


@dataclass(frozen=True, slots=True)
class TypedGrid:
    """Grid as it was typed. ``opened``: digest of the figures that it began with; ``over``: of those it may replace.

    ``pasted``: a text that is no table, which stays where it was pasted; ``fault``: why.
    """

    years: tuple[str, ...] = ()
    series: tuple[TypedSeries, ...] = ()
    opened: str = ""
    over: str = ""
    pasted: str = ""
    fault: str = ""

    def with_free_places(self) -> "TypedGrid":
        """Grid with places to write on in."""
        years = (*self.years, *[""] * FREE_YEARS)[:MOST_YEARS]
        rows = (*self.series, *[TypedSeries()] * FREE_SERIES)[:MOST_SERIES]
        return replace(self, years=years, series=tuple(_wide(row, len(years)) for row in rows))


def typed_grid(data: Mapping[str, Any], language: str) -> TypedGrid:
    """Grid of what a form sent, with the table that was pasted put into it."""
    years = tuple(_numbered(data, "years-{}", MOST_YEARS))
    count = sum(1 for _row in _numbered(data, "{}-unit", MOST_SERIES))
    rows = tuple(_series(data, number, len(years)) for number in range(count))
    grid = TypedGrid(years, rows, _sent(data, "opened"), _sent(data, "over"))
    pasted = str(data.get(f"{NAME}-paste") or "").strip("\r\n")
    if not pasted.strip():
        return _without_blanks(grid)
    try:
        return _without_blanks(_with_table(grid, read_table(pasted), language))
    except NoTableError as error:
        return replace(_without_blanks(grid), pasted=pasted, fault=error.code)


def _series(data: Mapping[str, Any], number: int, years: int) -> TypedSeries:
    return TypedSeries(
        {name: _sent(data, f"{number}-{name}") for name in PARTS},
        {code: _sent(data, f"{number}-name-{code}") for code in dict(settings.LANGUAGES)},
        tuple(_sent(data, f"{number}-cell-{place}") for place in range(years)),
    )


def _sent(data: Mapping[str, Any], name: str) -> str:
    return str(data.get(f"{NAME}-{name}") or "").strip()


def _numbered(data: Mapping[str, Any], pattern: str, most: int) -> Iterator[str]:
    for number in range(most):
        if (text := data.get(f"{NAME}-{pattern.format(number)}")) is None:
            return
        yield str(text).strip()


def _wide(row: TypedSeries, width: int) -> TypedSeries:
    return replace(row, cells=(*row.cells, *[""] * (width - len(row.cells)))[:width])


def _without_blanks(grid: TypedGrid) -> TypedGrid:
    """Grid without the series in which nobody wrote, and without years that have neither a name nor a value."""
    rows = [row for row in grid.series if not row.is_empty]
    kept = [place for place, year in enumerate(grid.years) if year or any(row.cells[place] for row in rows)]
    return replace(
        grid,
        years=tuple(grid.years[place] for place in kept),
        series=tuple(replace(row, cells=tuple(row.cells[place] for place in kept)) for row in rows),
    )


def _with_table(grid: TypedGrid, table: PastedTable, language: str) -> TypedGrid:
    """Grid into which a table was put: years and series that are there are found by how they are written."""
    years = list(grid.years)
    places = []
    for year in table.years:
        same = next((at for at, there in enumerate(years) if there and there == year and at not in places), None)
        if same is None:
            same = next((at for at, there in enumerate(years) if not there and at not in places
                         and not any(row.cells[at] for row in grid.series)), None)  # fmt: skip
        if same is None:
            years.append(year)
            same = len(years) - 1
        years[same] = year
        places.append(same)
    rows = [_wide(row, len(years)) for row in grid.series if not row.is_empty]
    for pasted in table.rows:
        at = next((at for at, row in enumerate(rows) if pasted.name and pasted.name in row.names.values()), len(rows))
        if at == len(rows):
            rows.append(_wide(TypedSeries({"unit": pasted.unit}, {language: pasted.name}), len(years)))
        cells = list(rows[at].cells)
        for place, text in zip(places, pasted.cells, strict=True):
            cells[place] = text or cells[place]
        rows[at] = replace(rows[at], cells=tuple(cells))
    if len(rows) > MOST_SERIES or len(years) > MOST_YEARS:
        raise NoTableError("size")
    return replace(grid, years=tuple(years), series=tuple(rows))
