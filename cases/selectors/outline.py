"""Outline of the place of a city: the part of its country where it lies, or else lines of latitude and longitude."""

import json
import math
from array import array
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise
from typing import Any

from babel.core import get_global
from django.conf import settings

from .land import Ring, arc_points, ring_of, unwrapped

SIZE, MARGIN = 100.0, 6.0  # of the square that an outline fills, in its units
STEP = 2.0  # units; points closer together are one. Whole units: at the size of a card no more can be seen
LEAST = 4.0  # units; an island smaller than that is left out
NEAR = 0.4  # of the size of the mainland: how far off another part of the country still is shown
SPREAD = 8.0  # degrees shown about a city whose country is not known


@dataclass(frozen=True, slots=True)
class Outline:
    """Outline in a square of SIZE, and where the city lies on it. No ``rings`` where it is a graticule, no country."""

    path: str
    x: float
    y: float
    rings: tuple[tuple[tuple[int, int], ...], ...] = ()

    @property
    def is_graticule(self) -> bool:
        """Whether it is lines of latitude and longitude."""
        return not self.rings


@lru_cache(maxsize=1000)
def outline(country: str, latitude: float, longitude: float) -> Outline:
    """Outline of the country (ISO 3166-1 alpha-2) about a place."""
    rings = _near(_rings(country), longitude, latitude)
    if not rings:
        return _graticule(latitude, longitude)
    points = [point for ring in rings for point in ring]
    west, east = min(x for x, _y in points), max(x for x, _y in points)
    south, north = min(y for _x, y in points), max(y for _x, y in points)
    narrow = max(math.cos(math.radians((south + north) / 2)), 0.1)
    room = SIZE - 2 * MARGIN
    scale = room / max((east - west) * narrow, north - south, 0.01)
    left, top = (SIZE - (east - west) * narrow * scale) / 2, (SIZE - (north - south) * scale) / 2

    def drawn(x: float, y: float) -> tuple[float, float]:
        return left + (x - west) * narrow * scale, top + (north - y) * scale

    shapes = tuple(shape for ring in rings if (shape := _shape([drawn(x, y) for x, y in ring])))
    if not shapes:
        return _graticule(latitude, longitude)
    x, y = (round(number, 1) for number in drawn(longitude, latitude))
    # A coast drawn in few points may leave its city in the sea, but never outside of the picture.
    return Outline("".join(map(_path, shapes)), min(max(x, 0.0), SIZE), min(max(y, 0.0), SIZE), shapes)


def _near(rings: list[Ring], x: float, y: float) -> list[Ring]:
    """The part of a country where a place lies, and those parts that are not far off."""
    if not rings:
        return []
    main = min(rings, key=lambda ring: (not _holds(ring, x, y), min(math.dist((x, y), point) for point in ring)))
    west, south, east, north = _bounds(main)
    air = NEAR * max(east - west, north - south)
    found = []
    for ring in rings:
        left, low, right, high = _bounds(ring)
        if left < east + air and right > west - air and low < north + air and high > south - air:
            found.append(ring)
    return found


def _bounds(ring: Ring) -> tuple[float, float, float, float]:
    across, along = [x for x, _y in ring], [y for _x, y in ring]
    return min(across), min(along), max(across), max(along)


def _holds(ring: Ring, x: float, y: float) -> bool:
    """Whether a point lies in a ring."""
    inside = False
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def _shape(points: Ring) -> tuple[tuple[int, int], ...]:
    """Ring in whole units, with fewer points; none of one that is too small to see."""
    kept: list[tuple[int, int]] = []
    for x, y in points:
        whole = round(x), round(y)
        if not kept or math.dist(kept[-1], whole) >= STEP:
            kept.append(whole)
    if len(kept) < 4:
        return ()
    west, south, east, north = _bounds([(float(x), float(y)) for x, y in kept])
    return tuple(kept) if max(east - west, north - south) >= LEAST else ()


def _path(points: tuple[tuple[int, int], ...]) -> str:
    """Path of a ring, each point told from the one before: that is half as long as where each of them is."""
    (first, *_rest), steps = points, ((x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in pairwise(points))
    return f"M{first[0]} {first[1]}l" + " ".join(f"{x} {y}" for x, y in steps).replace(" -", "-") + "z"


def _rings(country: str) -> list[Ring]:
    """Outer rings of a country; none where npm did not bring the package, or it does not know the country."""
    return [list(zip(ring[::2], ring[1::2], strict=True)) for ring in _countries().get(country, ())]


@lru_cache(maxsize=1)
def _countries() -> dict[str, list["array[float]"]]:
    """Outer rings of all countries by their codes. Kept in little room, since the file takes half a second to read."""
    topology = _topology()
    if topology is None:
        return {}
    codes = {number: known[0] for number, known in get_global("territory_aliases").items() if number.isdigit()}
    arcs = [arc_points(arc, topology["transform"]) for arc in topology["arcs"]]
    found: dict[str, list[array[float]]] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        polygons = geometry.get("arcs", []) if geometry["type"] == "MultiPolygon" else [geometry.get("arcs", [])]
        rings = [unwrapped(ring_of(polygon[0], arcs)) for polygon in polygons if polygon]
        packed = [array("f", chain.from_iterable(ring)) for ring in rings]
        found.setdefault(codes.get(geometry.get("id"), ""), []).extend(packed)
    found.pop("", None)  # places that no country's code stands for
    return found


def _topology() -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = json.loads(settings.WORLD_COUNTRIES.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found


def _graticule(latitude: float, longitude: float) -> Outline:
    """Lines of every second degree about a place in the middle."""
    scale, west, south = SIZE / SPREAD, longitude - SPREAD / 2, latitude - SPREAD / 2
    across = [(degree - west) * scale for degree in _even(west)]
    along = [SIZE - (degree - south) * scale for degree in _even(south)]
    lines = [*(f"M{x:.1f} 0v{SIZE:g}" for x in across), *(f"M0 {y:.1f}h{SIZE:g}" for y in along)]
    return Outline("".join(lines), SIZE / 2, SIZE / 2)


def _even(first: float) -> list[int]:
    """Even degrees in the part that is shown."""
    return [degree for degree in range(math.ceil(first), math.floor(first + SPREAD) + 1) if degree % 2 == 0]
