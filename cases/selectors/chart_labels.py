"""Labels of a small chart, placed so that none runs into another or over a point, also where a chart is narrowest."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .boxes import Box

WIDTH, HEIGHT = 360, 208  # user units of the SVG
SIDE, TOP, BOTTOM = 14, 40, 37
LETTERS = 18  # size of letters where the chart is narrowest; css/chart.css says so too
DIGIT, SIGN = 0.66, 0.36  # widths of a digit or letter and of a separator, in sizes of letters
ASCENT, DESCENT = 1.05 * LETTERS, 0.5 * LETTERS  # of Vazirmatn, with the air that it has above and below
MARK = 8  # half the size of a point's sign, with air
GAP = 8  # between years


class Spot(NamedTuple):
    """Place of a point, in user units."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class ChartLabel:
    """Text on the chart: where it begins, is centred or ends (``anchor``), and its base line."""

    text: str
    x: float
    y: float
    anchor: str

    @property
    def box(self) -> Box:
        """Room that it takes."""
        width = text_width(self.text)
        left = self.x - {"start": 0.0, "middle": width / 2, "end": width}[self.anchor]
        return Box(left, self.y - ASCENT, left + width, self.y + DESCENT)


def text_width(text: str) -> float:
    """Width of a number or year, in user units."""
    return sum(SIGN if letter in ".,٫٬-–" else DIGIT for letter in text) * LETTERS


def year_labels(years: Sequence[tuple[float, str]]) -> list[ChartLabel]:
    """Labels under the axis, the most important first; one for which there is no room is left out."""
    placed: list[ChartLabel] = []
    for x, text in years:
        label = _within(text, x, HEIGHT - DESCENT)
        room = label.box._replace(left=label.box.left - GAP, right=label.box.right + GAP)
        if not any(room.meets(other.box) or other.text == text for other in placed):
            placed.append(label)
    return placed


def value_labels(
    named: Sequence[tuple[Spot, str]], spots: Sequence[Spot], years: Sequence[ChartLabel]
) -> list[ChartLabel]:
    """Labels at the values, the most important first; one for which there is no room is left out."""
    placed: list[ChartLabel] = []
    for spot, text in named:
        taken = [label.box for label in (*placed, *years)]
        marks = [Box(x - MARK, y - MARK, x + MARK, y + MARK) for x, y in spots if (x, y) != spot]
        free = [label for label in _around(spot, text) if not any(map(label.box.meets, taken))]
        # Where no place is free of signs, a label may lie over one, but never over another label.
        clear = (label for label in free if not any(map(label.box.meets, marks)))
        if label := next(clear, free[0] if free else None):
            placed.append(label)
    return placed


def _around(spot: Spot, text: str) -> list[ChartLabel]:
    """Places about a point, best first: over it, under it, well over it, each also pushed aside."""
    over = spot.y - MARK - DESCENT - 1
    heights = [over, spot.y + MARK + ASCENT + 1, over - LETTERS]
    labels = [_within(text, spot.x, y) for y in heights]
    for y in heights:
        labels += [ChartLabel(text, spot.x, round(y, 1), anchor) for anchor in ("start", "end")]
    return [label for label in labels if label.box.left >= 0 and label.box.right <= WIDTH and label.box.top >= 0]


def _within(text: str, x: float, y: float) -> ChartLabel:
    """Label centred at ``x``, or at the edge of the chart where that would reach over it."""
    half = text_width(text) / 2
    if x - half < 0:
        return ChartLabel(text, 0.0, round(y, 1), "start")
    if x + half > WIDTH:
        return ChartLabel(text, float(WIDTH), round(y, 1), "end")
    return ChartLabel(text, x, round(y, 1), "middle")
