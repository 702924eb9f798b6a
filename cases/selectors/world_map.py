"""Outline of the continents as an SVG path; "" where npm did not bring it.

Plate carrée: x is longitude + 180, y is 90 - latitude, so that a place needs no computation."""

from functools import lru_cache

from .land import Ring, both_sides, outlines


@lru_cache(maxsize=1)
def land_path() -> str:
    """Path data (``d``) in a view box of 360 × 180."""
    return "".join(_drawn(turned) for ring in outlines() for turned in both_sides(ring))


def _drawn(ring: Ring) -> str:
    return "M" + "L".join(f"{x + 180:.1f},{90 - y:.1f}" for x, y in ring) + "Z"
