"""Outlines of the continents, from the npm package world-atlas (Natural Earth, public domain)."""

import json
from functools import lru_cache
from itertools import pairwise
from typing import Any

from django.conf import settings

SOUTH_WEST = (-180.0, -58.0)  # degrees; Antarctica, which has no cities, is left out
WORLD = (360.0, 143.0)  # degrees of longitude and latitude that the map shows
Ring = list[tuple[float, float]]


@lru_cache(maxsize=1)
def land_rings() -> list[Ring]:
    """Rings of (longitude, latitude), outer ones and holes alike; none where npm did not bring the package."""
    north = [ring for ring in outlines() if max(latitude for _longitude, latitude in ring) > SOUTH_WEST[1]]
    return [turned for ring in north for turned in both_sides(ring)]


def outlines() -> list[Ring]:
    """Rings of the package, Antarctica's too; a ring over the date line goes on beyond the edge of the map."""
    try:
        topology = json.loads(settings.WORLD_ATLAS.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    arcs = [arc_points(arc, topology["transform"]) for arc in topology["arcs"]]
    return [
        unwrapped(ring_of(indexes, arcs)) for polygon in _polygons(topology["objects"]["land"]) for indexes in polygon
    ]


def _polygons(geometry: dict[str, Any]) -> list[Any]:
    if geometry["type"] == "GeometryCollection":
        return [polygon for part in geometry["geometries"] for polygon in _polygons(part)]
    arcs: list[Any] = geometry["arcs"]
    return arcs if geometry["type"] == "MultiPolygon" else [arcs]


def unwrapped(ring: Ring) -> Ring:
    """Ring that goes on beyond the date line it crosses, instead of jumping to the other edge of the map."""
    points, turn = [ring[0]], 0.0
    for (before, _), (x, y) in pairwise(ring):
        turn += 360.0 if x - before < -180 else -360.0 if x - before > 180 else 0.0
        points.append((x + turn, y))
    return points


def both_sides(ring: Ring) -> list[Ring]:
    """Ring, and its copy a turn away where it reaches over an edge of the map."""
    east, west = max(x for x, _y in ring), min(x for x, _y in ring)
    turn = -360.0 if east > 180 else 360.0 if west < -180 else 0.0
    return [ring, [(x + turn, y) for x, y in ring]] if turn else [ring]


def arc_points(arc: list[list[int]], transform: dict[str, Any]) -> Ring:
    """Points of an arc, which TopoJSON keeps as whole steps from its first point."""
    (scale_x, scale_y), (move_x, move_y) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        points.append((x * scale_x + move_x, y * scale_y + move_y))
    return points


def ring_of(indexes: list[int], arcs: list[Ring]) -> Ring:
    """Ring of shared arcs; a negative index means the arc ~index, walked backwards."""
    ring: Ring = []
    for index in indexes:
        points = arcs[index] if index >= 0 else arcs[~index][::-1]
        ring += points[1:] if ring else points
    return ring


@lru_cache(maxsize=1)
def land_svg() -> bytes:
    """Land as an image of WORLD, ten units a degree, to be used as a mask."""
    west, south = SOUTH_WEST
    north = south + WORLD[1]
    path = []
    for ring in land_rings():
        points = [(round((x - west) * 10), round((north - max(y, south)) * 10)) for x, y in ring]
        path.append(f"M{points[0][0]} {points[0][1]}l")
        steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points)]
        path.append(" ".join(f"{x} {y}" for x, y in steps if x or y) + "z")
    size = f"0 0 {WORLD[0] * 10:.0f} {WORLD[1] * 10:.0f}"
    outline = "".join(path).replace(" -", "-")
    image = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{size}" preserveAspectRatio="none">'
    return f'{image}<path fill-rule="evenodd" d="{outline}"/></svg>'.encode()


@lru_cache(maxsize=1)
def land_json() -> bytes:
    """Land as lines for the interactive map: a list of closed rings of [latitude, longitude]."""
    rings = [[[round(y, 1), round(x, 1)] for x, y in ring] for ring in land_rings()]
    return json.dumps(rings, separators=(",", ":")).encode()
