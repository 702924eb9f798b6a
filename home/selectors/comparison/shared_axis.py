"""Figures of several cases on one axis: those in the same unit, from the first value to the last."""

from collections.abc import Sequence
from dataclasses import dataclass

from .cells import Compared, Text, ends

WIDTH, STEP, TOP, MARGIN = 640, 34, 12, 12  # user units of the drawing
MOST_BARS = 12  # of an axis


@dataclass(frozen=True, slots=True)
class Bar:
    """Indicator of a case on the axis. ``first`` and ``last``: places on it; equal where one value is known."""

    code: str
    name: Text
    told: list[tuple[str, str]]  # value, and when and how
    y: int
    first: float
    last: float


@dataclass(frozen=True, slots=True)
class Axis:
    """Axis of one unit, which always holds zero, so that no difference looks larger than it is."""

    unit: str
    bars: list[Bar]
    zero: float
    width: int
    height: int


def shared_axes(cases: Sequence[Compared]) -> list[Axis]:
    """Axes of the units in which at least two of the cases have figures."""
    by_unit: dict[str, list[tuple[Compared, Text, list[tuple[float, str, str, str]]]]] = {}
    for case in cases:
        for one in case.data["indicators"]:
            if one["name"] and (values := ends(one, case.language)):
                name = Text(one["name"]["text"], one["name"]["language"])
                by_unit.setdefault(one["unit"], []).append((case, name, values))
    return [
        _axis(unit, found[:MOST_BARS]) for unit, found in by_unit.items() if len({one[0].code for one in found}) > 1
    ]


def _axis(unit: str, found: list[tuple[Compared, Text, list[tuple[float, str, str, str]]]]) -> Axis:
    amounts = [amount for _case, _name, values in found for amount, *_rest in values]
    low, high = min(0.0, *amounts), max(0.0, *amounts)
    span = (high - low) or 1.0

    def place(amount: float) -> float:
        return round(MARGIN + (amount - low) / span * (WIDTH - 2 * MARGIN), 1)

    bars = [
        Bar(
            case.code,
            name,
            [(value, f"{when} · {kind}" if kind else when) for _amount, value, when, kind in values],
            TOP + number * STEP + STEP // 2,
            place(values[0][0]),
            place(values[-1][0]),
        )
        for number, (case, name, values) in enumerate(found)
    ]
    return Axis(unit, bars, place(0.0), WIDTH, 2 * TOP + len(bars) * STEP)
