"""Search for the city that a record means: by any of its names and spellings, and by its place."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from cases.models import City
from cases.records.facts import CityRecord
from cases.records.problems import Line, Problem
from cases.services.geonames import SAME_PLACE_KM, Gazetteer, Place, Spot, distance_km, spot_at
from cases.written.addresses import address_part, name_key


@dataclass(frozen=True, slots=True)
class _Entry:
    """City of the site, or one that a record before has named; ``names`` and ``others``: keys of its names."""

    city: City
    names: frozenset[str]
    others: frozenset[str]
    spot: Spot | None


class CitySearch:
    """Search among the cities of the site, which are read a country at a time, and those met on the way."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self.forget()

    def forget(self) -> None:
        """Drops the remembered cities, which a rollback may have removed."""
        self._entries: dict[str, list[_Entry]] = {}

    def settled(self, line: Line) -> tuple[Line, City | None, list[Problem]]:
        """The line with its city named as the site names it, that city, and notes; None: a problem is added instead."""
        assert line.record is not None
        record = line.record.city
        found = self._candidates(record)
        if len(found) > 1:
            listed = "; ".join(_described(entry) for entry in found)
            reason = f"several cities are called so: {listed}; give city.lat and city.lon"
            problem = line.at("city.en", "city_of_many", reason, record.en, cities=listed)
            return replace(line, problems=[*line.problems, problem]), None, []
        if found:
            return self._renamed(line, found[0])
        place = self._place(record)
        english = record.en if address_part(record.en) else self._english(place)
        if english is None:
            reason = "holds no Latin letter; write the English name of the city"
            problem = line.at("city.en", "city_in_latin", reason, record.en)
            return replace(line, problems=[*line.problems, problem]), None, []
        notes = self._notes_on_new(line, record, place)
        if english != record.en:
            reason = f"“{record.en}” is written “{english}” in English"
            notes.append(line.at("city.en", "city_in_english", reason, record.en, city=english))
            line = _with_name(line, english)
        assert line.record is not None
        city = City(country=record.country, names=line.record.city.names())
        city.latitude, city.longitude = record.lat, record.lon
        self.remember(city, place)
        return line, city, notes

    def remember(self, city: City, place: Place | None = None) -> None:
        """Remembers a city by its names, and by those of its place in the gazetteer."""
        entries = self._of(city.country)
        known = next((entry for entry in entries if entry.city is city), None)
        if known is not None:
            entries.remove(known)
        spot = spot_at(city.latitude, city.longitude) or (spot_at(place.latitude, place.longitude) if place else None)
        others = [*city.other_names, *(place.names if place else [])]
        entries.append(_Entry(city, _keys(city.names.values()), _keys(others), spot))

    def _of(self, country: str) -> list[_Entry]:
        if country not in self._entries:
            self._entries[country] = []
            for city in City.objects.filter(country=country).prefetch_related("redirects"):
                addresses = [city.slug, *(redirect.slug for redirect in city.redirects.all())]
                names = _keys([*city.names.values(), *addresses])
                spot = spot_at(city.latitude, city.longitude)
                self._entries[country].append(_Entry(city, names, _keys(city.other_names), spot))
        return self._entries[country]

    def _candidates(self, record: CityRecord) -> list[_Entry]:
        """Cities that the record may mean: of its name, else of that other name, else of its place."""
        key, near = name_key(record.en), spot_at(record.lat, record.lon)
        entries = self._of(record.country)
        for found in ([e for e in entries if key in e.names], [e for e in entries if key in e.others]):
            if close := [entry for entry in found if _is_close(entry.spot, near)]:
                return _nearest(close, near)
            if found:
                return []  # another city of the name, elsewhere
        place = self._place(record)
        if place is None:
            return []
        names = _keys(place.names)
        return [e for e in entries if e.names & names and _is_close(e.spot, (place.latitude, place.longitude))][:1]

    def _place(self, record: CityRecord) -> Place | None:
        return self._gazetteer.find([record.en], record.country, spot_at(record.lat, record.lon))

    @staticmethod
    def _english(place: Place | None) -> str | None:
        return place.english if place and address_part(place.english) else None

    def _renamed(self, line: Line, entry: _Entry) -> tuple[Line, City, list[Problem]]:
        assert line.record is not None
        written, name = line.record.city.en, entry.city.names.get("en")
        if not name or name == written:
            return line, entry.city, []
        notes = []
        if name_key(written) not in _keys(entry.city.names.values()):
            notes = [line.at("city.en", "city_known_as", f"is taken for {name}", written, city=name)]
        return _with_name(line, name), entry.city, notes

    def _notes_on_new(self, line: Line, record: CityRecord, place: Place | None) -> list[Problem]:
        key, near = name_key(record.en), spot_at(record.lat, record.lon)
        if near is not None:
            namesakes = [entry for entry in self._of(record.country) if key in entry.names and entry.spot]
            if not namesakes:
                return []
            away = round(min(distance_km(near, entry.spot) for entry in namesakes if entry.spot))
            reason = f"is a city of its own: the other {record.en} is {away} km away"
            return [line.at("city.en", "city_namesake", reason, record.en, city=record.en, km=away)]
        several = [found for found in self._gazetteer.namesakes(record.en, record.country) if found is not place]
        if place is None or all(_km(place, other) < SAME_PLACE_KM for other in several):
            return []
        where = f"{place.latitude:.2f}, {place.longitude:.2f}"
        reason = f"there are several places of this name; the most populous is taken, at {where}"
        return [line.at("city.en", "city_most_populous", reason, record.en, place=where)]


def _with_name(line: Line, english: str) -> Line:
    assert line.record is not None
    city = line.record.city.model_copy(update={"en": english})
    return replace(line, record=line.record.model_copy(update={"city": city}))


def _keys(names: Iterable[str]) -> frozenset[str]:
    return frozenset(key for name in names if (key := name_key(name)))


def _is_close(one: Spot | None, other: Spot | None) -> bool:
    return one is None or other is None or distance_km(one, other) < SAME_PLACE_KM


def _nearest(entries: list[_Entry], near: Spot | None) -> list[_Entry]:
    """The nearest of several cities; all of them where nobody says where."""
    if near is None:
        return entries
    return sorted(entries, key=lambda entry: distance_km(near, entry.spot) if entry.spot else SAME_PLACE_KM)[:1]


def _km(one: Place, other: Place) -> float:
    return distance_km((one.latitude, one.longitude), (other.latitude, other.longitude))


def _described(entry: _Entry) -> str:
    where = f" ({entry.spot[0]:.2f}, {entry.spot[1]:.2f})" if entry.spot else ""
    return f"{entry.city.names.get('en') or entry.city.slug}{where}"
