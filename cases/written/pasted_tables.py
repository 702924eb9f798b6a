"""Tables copied from a spreadsheet: cells parted by tabs, in which years stand above or beside names of series."""

from dataclasses import dataclass

from .known_dates import KnownYear

MOST_ROWS, MOST_COLUMNS = 60, 60


class NoTableError(ValueError):
    """Error where a text is no table of years and series. ``code``: "tabs", "years" or "size"."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class PastedRow:
    """Series of a pasted table: name and unit as they were written, and a cell for each year, perhaps empty."""

    name: str
    unit: str
    cells: list[str]


@dataclass(frozen=True, slots=True)
class PastedTable:
    """Pasted table: years as they were written, and the rows of series."""

    years: list[str]
    rows: list[PastedRow]


def read_table(text: str) -> PastedTable:
    """Table of a pasted text, with the series as rows whichever way it was written.

    The first row has the years, the first column the names; a column between them may have units. Where the first
    column has years instead, it is turned. Raises NoTableError.
    """
    lines = [line.split("\t") for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if line.strip()]
    cells = [[cell.strip() for cell in line] for line in lines]
    if len(cells) < 2 or max(map(len, cells)) < 2:
        raise NoTableError("tabs")
    width = max(map(len, cells))
    if len(cells) > MOST_ROWS or width > MOST_COLUMNS:
        raise NoTableError("size")
    cells = [row + [""] * (width - len(row)) for row in cells]
    beside = [row[0] for row in cells[1:]]
    if _years(cells[0]) == 0 and _years(beside) > 0 and _years(beside) * 2 >= len(beside):
        cells = [list(column) for column in zip(*cells, strict=True)]
    first = next((place for place, cell in enumerate(cells[0]) if is_year(cell)), None)
    if not first:
        raise NoTableError("years")
    while len(cells[0]) > first + 1 and not any(row[-1] for row in cells):
        cells = [row[:-1] for row in cells]
    rows = [PastedRow(row[0], " ".join(filter(None, row[1:first])), row[first:]) for row in cells[1:]]
    return PastedTable(cells[0][first:], rows)


def is_year(text: str) -> bool:
    """Whether a text is a year, a month or a day, in either calendar."""
    try:
        KnownYear.read(text)
    except ValueError:
        return False
    return True


def _years(cells: list[str]) -> int:
    return sum(map(is_year, cells))
