"""Cities with public cases, as points of the world map."""

import math
from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

from cases.models import City
from cases.written.collation import reading_order

from .countries import country_name
from .land import SOUTH_WEST, WORLD
from .public_lists import cities_with_cases


class Position(NamedTuple):
    """Position on the earth, in degrees."""

    latitude: float
    longitude: float


def positions(slugs: Collection[str]) -> dict[str, Position]:
    """Positions of these cities, by their slugs; none of a city whose position is not known. One query."""
    rows = City.objects.filter(slug__in=slugs).values_list("slug", "latitude", "longitude")
    return {
        slug: Position(latitude, longitude)
        for slug, latitude, longitude in rows
        if latitude is not None and longitude is not None
    }


@dataclass(frozen=True, slots=True)
class Place:
    """City with cases. Coordinates in degrees; None where they are not known."""

    slug: str
    name: str
    country: str
    count: int
    latitude: float | None
    longitude: float | None

    @property
    def is_on_map(self) -> bool:
        """Whether the city has coordinates, and those lie on the map."""
        return self.latitude is not None and self.longitude is not None and self.latitude > SOUTH_WEST[1]

    @property
    def x(self) -> str:
        """Distance from the western edge of the drawn map, in its units of a degree."""
        return _one_decimal((self.longitude or 0.0) - SOUTH_WEST[0])

    @property
    def y(self) -> str:
        """Distance from the northern edge of the drawn map, in its units of a degree."""
        return _one_decimal(WORLD[1] + SOUTH_WEST[1] - (self.latitude or 0.0))

    @property
    def radius(self) -> str:
        """Radius in units of the drawn map; the area grows with the number of cases."""
        return _one_decimal(min(1.7 * math.sqrt(self.count), 6.0))


def _one_decimal(value: float) -> str:
    return f"{round(value, 2):.1f}"


def places(language: str) -> list[Place]:
    """Cities with public cases, by country and name. One query."""
    found = [place_of(city, count, language) for city, count in cities_with_cases()]
    return sorted(found, key=lambda place: [reading_order(name, language) for name in (place.country, place.name)])


def place_of(city: City, count: int, language: str) -> Place:
    """City as a point of the map, with the number of its public cases."""
    country = country_name(city.country, language)
    return Place(city.slug, city.name(language), country, count, city.latitude, city.longitude)
