"""The map of the catalogue as it is drawn without scripts: pins and names in the units of an SVG."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from search.content.rows import Box

from .rows import Row

UNITS = 360.0  # units of a drawing from west to east, whatever part of the earth it shows
PIN = 2.6  # radius of a pin
LETTER, LINE = 3.4, 7.0  # width of a letter and height of a line of a name
MARGIN = 0.5  # degrees by which a place must lie within a window
LEAST_ENLARGED = 2  # pins for which a window is drawn larger


@dataclass(frozen=True, slots=True)
class Window:
    """Part of the earth, in degrees; plate carrée."""

    name: str
    west: float
    north: float
    width: float
    height: float

    @property
    def units_high(self) -> float:
        """Units of its drawing from north to south."""
        return self.height * UNITS / self.width

    def place(self, latitude: float, longitude: float) -> tuple[float, float] | None:
        """Spot where a place is drawn; None where it lies outside."""
        east, south = longitude - self.west, self.north - latitude
        if not (MARGIN <= east <= self.width - MARGIN and MARGIN <= south <= self.height - MARGIN):
            return None
        return east * UNITS / self.width, south * UNITS / self.width


WORLD = Window("world", -180.0, 85.0, 360.0, 143.0)
EUROPE = Window("europe", -12.0, 62.0, 72.0, 38.0)  # with Western Asia, from Lisbon to Helsinki and Tehran


@dataclass(frozen=True, slots=True)
class Pin:
    """A case on a drawing."""

    row: Row
    left: float
    top: float

    @property
    def x(self) -> str:
        """Units from the western edge, as SVG writes them."""
        return f"{self.left:.1f}"

    @property
    def y(self) -> str:
        """Units from the northern edge, as SVG writes them."""
        return f"{self.top:.1f}"

    @property
    def box(self) -> Box:
        """The room that it takes."""
        return Box(self.left - PIN, self.top - PIN, self.left + PIN, self.top + PIN)


@dataclass(frozen=True, slots=True)
class Name:
    """Name of a city beside its pins, where there is room for it. ``anchor``: which end stands at ``x``."""

    text: str
    x: str
    y: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A window with its pins and names."""

    window: Window
    pins: list[Pin]
    names: list[Name]

    @property
    def view_box(self) -> str:
        """The ``viewBox`` of its SVG."""
        return f"0 0 {UNITS:.0f} {self.window.units_high:.0f}"


def drawings(rows: Iterable[Row]) -> list[Drawing]:
    """The world with the cases whose place is known, and Europe larger where several of them lie there."""
    placed = [row for row in rows if row.position]
    world, europe = (_drawing(window, placed) for window in (WORLD, EUROPE))
    return [world, europe] if len(europe.pins) >= LEAST_ENLARGED else [world]


def _drawing(window: Window, rows: Sequence[Row]) -> Drawing:
    cities: dict[str, list[Row]] = {}
    for row in rows:
        cities.setdefault(row.card.city_slug, []).append(row)
    pins: list[Pin] = []
    spots: list[tuple[str, float, float, float]] = []  # names of cities, and their places and the reach of their pins
    for those in cities.values():
        spot = window.place(*those[0].position) if those[0].position else None
        if spot is None:
            continue
        reach = _reach(len(those))
        pins += [Pin(row, *_beside(spot, number, len(those), reach)) for number, row in enumerate(those)]
        spots.append((those[0].card.city, *spot, reach))
    return Drawing(window, pins, _names(spots, [pin.box for pin in pins], window))


def _reach(count: int) -> float:
    """Radius of the ring of the pins of a city, on which none hides another."""
    return 0.0 if count == 1 else max(PIN, PIN * 0.9 / math.sin(math.pi / count))


def _beside(spot: tuple[float, float], number: int, count: int, reach: float) -> tuple[float, float]:
    angle = 2 * math.pi * number / count
    return spot[0] + reach * math.cos(angle), spot[1] + reach * math.sin(angle)


def _names(spots: Sequence[tuple[str, float, float, float]], taken: list[Box], window: Window) -> list[Name]:
    """Names that hide neither a pin nor each other, on whichever side there is room."""
    names = []
    edge = Box(0.0, 0.0, UNITS, window.units_high)
    for text, x, y, reach in spots:
        width, away = len(text) * LETTER, reach + PIN + 1.0
        sides = (
            ("start", x + away, y, Box(x + away, y - LINE / 2, x + away + width, y + LINE / 2)),
            ("end", x - away, y, Box(x - away - width, y - LINE / 2, x - away, y + LINE / 2)),
            ("middle", x, y - away - LINE / 2, Box(x - width / 2, y - away - LINE, x + width / 2, y - away)),
            ("middle", x, y + away + LINE / 2, Box(x - width / 2, y + away, x + width / 2, y + away + LINE)),
        )
        for anchor, left, middle, box in sides:
            inside = edge.left <= box.left and box.right <= edge.right
            inside = inside and edge.top <= box.top and box.bottom <= edge.bottom
            if inside and not any(box.meets(other) for other in taken):
                names.append(Name(text, f"{left:.1f}", f"{middle:.1f}", anchor))
                taken.append(box)
                break
    return names
