"""Gazetteer: cities of GeoNames, in a table that lies beside the code (``cases/data/geonames``), no network."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from zipfile import ZipFile

from cases.models import City
from cases.written.addresses import name_key
from cases.written.letters import label_key

TABLE = Path(__file__).resolve().parents[1] / "data" / "geonames" / "cities.zip"
SAME_PLACE_KM = 60.0
Spot = tuple[float, float]  # latitude and longitude in degrees


def spot_at(latitude: float | None, longitude: float | None) -> Spot | None:
    """Point of two coordinates; None where one is not known."""
    return None if latitude is None or longitude is None else (latitude, longitude)


@dataclass(frozen=True, slots=True)
class Place:
    """A populated place. Coordinates in degrees, population in persons; ``english``: its name on maps in English."""

    latitude: float
    longitude: float
    population: int
    names: list[str] = field(default_factory=list)
    english: str = ""


class Gazetteer:
    """Looks cities up by name and country. Reads a country when it is first asked for, since few countries are."""

    def __init__(self, table: Path = TABLE) -> None:
        self._table = table
        self._places: dict[str, dict[str, list[Place]]] = {}
        self._countries: dict[int, tuple[str, ...]] | None = None

    def places(self, country: str) -> list[Place]:
        """The places of a country, by its ISO 3166 code of two letters; none of a country that is not in the table."""
        with ZipFile(self._table) as table:
            try:
                lines = table.read(f"{country}.tsv").decode("utf-8").splitlines()
            except KeyError:
                return []
        rows = (line.split("\t") for line in lines)
        return [_place(*row) for row in rows]

    def _of(self, country: str) -> dict[str, list[Place]]:
        """Places of a country by the key of every name."""
        if country not in self._places:
            places: dict[str, list[Place]] = {}
            for place in self.places(country):
                for key in {name_key(name) for name in place.names}:
                    places.setdefault(key, []).append(place)
            self._places[country] = places
        return self._places[country]

    def find(self, names: Iterable[str], country: str, near: Spot | None) -> Place | None:
        """The most populous place of one of these names; near ``(latitude, longitude)`` where that is known."""
        places = [place for name in names for place in self._of(country).get(name_key(name), [])]
        if near is not None:
            places = [p for p in places if distance_km(near, (p.latitude, p.longitude)) < SAME_PLACE_KM]
        return max(places, key=lambda place: place.population, default=None)

    def place_of(self, city: City) -> Place | None:
        """Place that a city is, by any of its names; near its coordinates where it has them."""
        return self.find(city.names.values(), city.country, spot_at(city.latitude, city.longitude))

    def namesakes(self, name: str, country: str) -> list[Place]:
        """Places of a country whose English name is this one."""
        key = name_key(name)
        return [place for place in self._of(country).get(key, []) if name_key(place.english) == key]

    def countries_of(self, names: Iterable[str]) -> list[str]:
        """Countries with a place of one of these names, in any spelling. Reads all countries, once for all names."""
        if self._countries is None:
            self._countries = self._index()
        return sorted({code for name in names for code in self._countries.get(hash(name_key(name)), ())})

    def _index(self) -> dict[int, tuple[str, ...]]:
        """Countries by the hash of each name in them: a third of the memory of the names themselves."""
        found: dict[int, tuple[str, ...]] = {}
        same: dict[tuple[str, ...], tuple[str, ...]] = {}
        with ZipFile(self._table) as table:
            for entry in table.namelist():
                code, _dot, kind = entry.partition(".")
                if kind != "tsv":
                    continue
                for line in table.read(entry).decode("utf-8").splitlines():
                    for name in line.split("\t")[3].split("|"):
                        key = hash(name_key(name))
                        known = found.get(key, ())
                        if code not in known:
                            found[key] = same.setdefault((*known, code), (*known, code))
        return found

    def is_large_place(self, name: str, least: int) -> bool:
        """Whether it is a name, in any language, of a place of at least so many people. Reads all countries."""
        wanted, key = name.strip().casefold(), name_key(name)
        if not key:
            return False
        with ZipFile(self._table) as table:
            for country in table.namelist():
                lines = table.read(country).decode("utf-8").casefold()
                if country.endswith(".tsv") and wanted in lines:
                    rows = (line.split("\t") for line in lines.splitlines() if wanted in line)
                    if any(int(row[2]) >= least and key in map(name_key, row[3].split("|")) for row in rows):
                        return True
        return False


def _place(latitude: str, longitude: str, population: str, names: str, english: str) -> Place:
    listed = names.split("|")
    return Place(float(latitude), float(longitude), int(population), listed, english or listed[0])


def complete(city: City, gazetteer: Gazetteer) -> bool:
    """Fills what is empty in a city (population, coordinates, other names), never what is written. True if it did."""
    place = gazetteer.place_of(city)
    if place is None:
        return False
    changed = False
    if city.population is None and place.population:
        city.population, changed = place.population, True
    if spot_at(city.latitude, city.longitude) is None:
        city.latitude, city.longitude, changed = place.latitude, place.longitude, True
    if not city.other_names:
        own = {label_key(name) for name in city.names.values()}
        others = {label_key(name): name for name in place.names if label_key(name) not in own}
        city.other_names, changed = sorted(others.values()), True
    return changed


def distance_km(one: Spot, other: Spot) -> float:
    """Great-circle distance in kilometres of two (latitude, longitude) points in degrees, by the haversine formula."""
    lat1, lon1, lat2, lon2 = map(math.radians, (*one, *other))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(h))
