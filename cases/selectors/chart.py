"""Geometry of a small chart of a series; drawing is the template's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

WIDTH, HEIGHT = 640, 250  # user units of the SVG
MOST_LABELS = 5
LEFT, RIGHT, TOP, BOTTOM = 16, 16, 34, 34


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """Point of the chart: a measured value. ``x``, ``y`` in user units."""

    x: float
    y: float
    value: Decimal
    label: str
    kind: str  # baseline, measured or target
    anchor: str  # how its labels hang: start, middle or end
    is_labelled: bool  # of many points only the ends are, so that labels do not run into each other


@dataclass(frozen=True, slots=True)
class Chart:
    """Chart: a line through measured values, the area under it, where zero lies, and lines to read values by."""

    points: list[ChartPoint]
    path: str
    area: str
    zero: float
    grid: list[float]
    width: int = WIDTH
    height: int = HEIGHT


def chart(series: Sequence[tuple[date, Decimal, str, str]]) -> Chart | None:
    """Chart of ``(date, value, label, kind)`` points in time order; None for fewer than two.

    The value axis always includes zero, so that a line never makes a change look larger than it is.
    """
    if len(series) < 2:
        return None
    first, last = series[0][0].toordinal(), series[-1][0].toordinal()
    values = [float(value) for _day, value, _label, _kind in series]
    low, high = min(0.0, *values), max(0.0, *values)
    span = (high - low) or 1.0
    points = []
    for number, (day, value, label, kind) in enumerate(series):
        share = (day.toordinal() - first) / (last - first) if last > first else number / (len(series) - 1)
        x = LEFT + share * (WIDTH - LEFT - RIGHT)
        y = TOP + (high - float(value)) / span * (HEIGHT - TOP - BOTTOM)
        anchor = "start" if share < 0.08 else "end" if share > 0.92 else "middle"
        is_labelled = len(series) <= MOST_LABELS or number in (0, len(series) - 1)
        points.append(ChartPoint(round(x, 1), round(y, 1), value, label, kind, anchor, is_labelled))
    known = [point for point in points if point.kind != "target"]
    path = " ".join(f"{'L' if number else 'M'}{point.x} {point.y}" for number, point in enumerate(known))
    zero = TOP + high / span * (HEIGHT - TOP - BOTTOM)
    area = f"{path} L{known[-1].x} {zero:.1f} L{known[0].x} {zero:.1f}z" if known else ""
    grid = [round(TOP + share * (HEIGHT - TOP - BOTTOM), 1) for share in (0.0, 0.25, 0.5, 0.75)]
    return Chart(points, path, area, round(zero, 1), grid)
