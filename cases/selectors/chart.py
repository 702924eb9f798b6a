"""Geometry of a small chart of a series; drawing is the template's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from cases.choices import Direction, MeasurementKind

from .chart_labels import BOTTOM, HEIGHT, SIDE, TOP, WIDTH, ChartLabel, Spot, value_labels, year_labels

FEWEST = 3  # values that make a line; one or two are said as numbers
BASELINE, TARGET = "baseline", "target"

# Signs about their own middle: each kind of value has a shape of its own, so that none is told by colour alone.
SHAPES: dict[str, str] = {
    MeasurementKind.MEASURED: "M-5.5 0a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0-11 0z",
    MeasurementKind.REPORTED: "M-5-5h10v10h-10z",
    MeasurementKind.ESTIMATED: "M0-7l7 7-7 7-7-7z",
    MeasurementKind.MODELLED: "M0-6.5l6.5 11h-13z",
    "": "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z",
    BASELINE: "M-2-8h4v16h-4z",
    TARGET: "M-6-6l12 12M-6 6l12-12",
}


class ChartValue(NamedTuple):
    """Value of a series: when and how much, as a number and as text, and its kind: baseline, target, or how it came
    about ("" where nobody has said)."""

    day: date
    value: Decimal
    text: str
    year: str
    kind: str


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """Point of the chart, in user units, with the outline of its sign."""

    x: float
    y: float
    kind: str
    shape: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Chart: a line through what is known, the area under it, where zero lies, its labels; ``target`` is a height."""

    points: list[ChartPoint]
    path: str
    area: str
    zero: float
    grid: list[float]
    values: list[ChartLabel]
    years: list[ChartLabel]
    target: float | None
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def key(self) -> list[tuple[str, str]]:
        """Kinds of the points with their signs, each once, as they come."""
        return list({point.kind: (point.kind, point.shape) for point in self.points}.values())


def chart(series: Sequence[ChartValue], direction: str) -> Chart | None:
    """Chart of values in time order; None for fewer than three, and where nothing was measured.

    The value axis always includes zero, so that a line never makes a change look larger than it is.
    """
    known = [number for number, value in enumerate(series) if value.kind != TARGET]
    if len(known) < FEWEST or all(series[number].kind == BASELINE for number in known):
        return None
    spots, zero = _spots(series)
    points = [
        ChartPoint(spot.x, spot.y, value.kind, SHAPES[value.kind]) for spot, value in zip(spots, series, strict=True)
    ]
    last, best = known[-1], _best(series, known, direction)
    years = year_labels([(spots[number].x, series[number].year) for number in (known[0], last, best, len(series) - 1)])
    named = [(spots[number], series[number].text) for number in dict.fromkeys((last, best))]
    path = " ".join(f"{'L' if place else 'M'}{spots[number].x} {spots[number].y}" for place, number in enumerate(known))
    return Chart(
        points,
        path,
        area=f"{path} L{spots[last].x} {zero} L{spots[known[0]].x} {zero}z",
        zero=zero,
        grid=[round(TOP + share * (HEIGHT - TOP - BOTTOM), 1) for share in (0.0, 0.25, 0.5, 0.75)],
        values=value_labels(named, spots, years),
        years=years,
        target=next((point.y for point in points if point.kind == TARGET), None),
    )


def _spots(series: Sequence[ChartValue]) -> tuple[list[Spot], float]:
    """Places of the values, and the height of zero."""
    first, last = series[0].day.toordinal(), series[-1].day.toordinal()
    amounts = [float(value.value) for value in series]
    low, high = min(0.0, *amounts), max(0.0, *amounts)
    scale = (HEIGHT - TOP - BOTTOM) / ((high - low) or 1.0)
    spots = []
    for number, value in enumerate(series):
        share = (value.day.toordinal() - first) / (last - first) if last > first else number / (len(series) - 1)
        x, y = SIDE + share * (WIDTH - 2 * SIDE), TOP + (high - amounts[number]) * scale
        spots.append(Spot(round(x, 1), round(y, 1)))
    return spots, round(TOP + high * scale, 1)


def _best(series: Sequence[ChartValue], known: Sequence[int], direction: str) -> int:
    """Place of the best value, of equal ones the last."""
    sign = -1 if direction == Direction.DOWN else 1
    return max(known, key=lambda number: (sign * series[number].value, number))
