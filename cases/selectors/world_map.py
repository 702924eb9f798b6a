"""The outline of the continents as an SVG path, from the world-atlas package of npm; "" where npm did not bring it.

Plate carrée: x is longitude + 180, y is 90 - latitude, so that a place needs no reckoning.
"""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings


@lru_cache(maxsize=1)
def land_path() -> str:
    """The ``d`` of a path in a view box of 360 × 180."""
    path: Path = settings.WORLD_ATLAS
    try:
        atlas = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ""
    arcs = [_points(arc, atlas["transform"]) for arc in atlas["arcs"]]
    rings = [ring for polygon in _polygons(atlas["objects"]["land"]) for ring in polygon]
    return "".join(_ring(ring, arcs) for ring in rings)


def _points(arc: list[list[int]], transform: dict[str, list[float]]) -> list[tuple[float, float]]:
    """TopoJSON writes an arc as steps on a grid."""
    (scale_x, scale_y), (start_x, start_y) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        points.append((x * scale_x + start_x + 180, 90 - (y * scale_y + start_y)))
    return points


def _polygons(geometry: dict[str, Any]) -> list[Any]:
    if geometry["type"] == "GeometryCollection":
        return [polygon for part in geometry["geometries"] for polygon in _polygons(part)]
    arcs: list[Any] = geometry["arcs"]
    return arcs if geometry["type"] == "MultiPolygon" else [arcs]


def _ring(numbers: list[int], arcs: list[list[tuple[float, float]]]) -> str:
    """A ring is made of arcs, one after the other; a negative number means one backwards."""
    points: list[tuple[float, float]] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    whole = _unwrapped(points)
    copies = {0.0, -360.0 if max(x for x, _y in whole) > 360 else 0.0, 360.0 if min(x for x, _y in whole) < 0 else 0.0}
    return "".join(_drawn(whole, shift) for shift in sorted(copies))


def _unwrapped(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """A ring over the date line goes on past the edge of the map instead of back across all of it."""
    found = points[:1]
    for x, y in points[1:]:
        before = found[-1][0]
        found.append((x + 360 * round((before - x) / 360), y))
    return found


def _drawn(points: list[tuple[float, float]], shift: float) -> str:
    return "M" + "L".join(f"{x + shift:.1f},{y:.1f}" for x, y in points) + "Z"
