"""Values of cells that say more than a text or a number: percentages, dates, formulas nobody has computed."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cases.choices import DatePrecision


@dataclass(frozen=True, slots=True)
class Percentage:
    """Number that a sheet shows in percent: 37.5 where the cell itself holds 0.375."""

    value: Decimal

    def __str__(self) -> str:
        return f"{self.value.normalize():f}%"


@dataclass(frozen=True, slots=True)
class DateCell:
    """Number that a sheet shows as a date, as far as its format shows it; ``number``: what the cell itself holds."""

    number: float | None
    day: date
    precision: DatePrecision

    def __str__(self) -> str:
        length = {DatePrecision.YEAR: 4, DatePrecision.MONTH: 7, DatePrecision.DAY: 10}
        return self.day.isoformat()[: length[self.precision]]


@dataclass(frozen=True, slots=True)
class UncomputedFormula:
    """Formula whose value was not saved with the workbook."""

    formula: str

    def __str__(self) -> str:
        return f"={self.formula}"
