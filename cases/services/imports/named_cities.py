"""Search for cities that a sheet names in any language, with or without their country."""

import re
from collections.abc import Iterable, Mapping

from cases.models import City
from cases.records.countries import COUNTRIES
from cases.records.sheets.cells import CellError, NamedCity, Note
from cases.services.geonames import Gazetteer, Place
from cases.written.addresses import address_part, name_key

_CLEARLY = 10  # times as populous as its namesake elsewhere, as the city that anyone means
_KINDS = re.compile(
    r"\A(?:شهرداری|کلان[\s\u200c]?شهر|شهر|شهرستان|بلدية|أمانة|مدينة|the city of|city of|municipality of|town of)\s+"
    r"|\s+(?:مقدس|المقدسة|المكرمة|المنورة|municipality|metropolitan municipality|city|metropolis)\Z",
    re.IGNORECASE,
)


class NamedCities:
    """Search among the cities of the site, then among those of the gazetteer. What it finds it remembers."""

    def __init__(self, gazetteer: Gazetteer | None = None) -> None:
        self._gazetteer = gazetteer or Gazetteer()
        self._known: dict[tuple[str, str], NamedCity | CellError] = {}
        self._cities: dict[str, list[City]] | None = None

    def find(self, names: Mapping[str, str], country: str) -> NamedCity:
        """The city that names of one city mean, in a country ("": nobody said which). Raises CellError."""
        key = ("|".join(f"{language} {name_key(name)}" for language, name in names.items()), country)
        if key not in self._known:
            try:
                self._known[key] = self._search(names, country)
            except CellError as error:
                self._known[key] = error
        found = self._known[key]
        if isinstance(found, CellError):
            raise found
        return found

    def _search(self, names: Mapping[str, str], country: str) -> NamedCity:
        for bare in (dict(names), {language: _bare(name) for language, name in names.items()}):
            cities = self._of_site(bare.values(), country)
            if len({city.country for city in cities}) > 1:
                raise _which(sorted({city.country for city in cities}), next(iter(names.values())))
            if cities:
                city = cities[0]
                return self._found(city.names.get("en") or city.slug, city.country, bare, names, country)
        for bare in (dict(names), {language: _bare(name) for language, name in names.items()}):
            if places := self._places(bare.values(), country):
                code, place = _clearest(places, next(iter(names.values())))
                english = bare.get("en") or place.english
                if address_part(english):
                    return self._found(english, code, bare, names, country)
        written = next(iter(names.values()))
        if country and address_part(names.get("en", "")):
            return NamedCity(names["en"], country, dict(names))
        raise CellError("city_of_nobody", f"nobody knows a city “{written[:80]}”", city=written[:80])

    @staticmethod
    def _found(english: str, code: str, bare: Mapping[str, str], names: Mapping[str, str], country: str) -> NamedCity:
        note = None
        if not country or bare != dict(names):
            reason = f"is taken for {english}, {code}"
            note = Note("city_taken_for", reason, {"city": english, "country": code})
        return NamedCity(english, code, dict(bare), note)

    def _of_site(self, names: Iterable[str], country: str) -> list[City]:
        """Cities of the site that are called so, by a name or else by another name."""
        if self._cities is None:
            self._cities = {}
            for city in City.objects.all():
                for key in {name_key(name) for name in (*city.names.values(), *city.other_names, city.slug)}:
                    self._cities.setdefault(key, []).append(city)
        found = [city for name in names for city in self._cities.get(name_key(name), [])]
        found = [city for city in found if not country or city.country == country]
        own = {name_key(name) for name in names}
        return [city for city in found if own & {name_key(name) for name in city.names.values()}] or found

    def _places(self, names: Iterable[str], country: str) -> dict[str, Place]:
        """The most populous place of a name in each country."""
        countries = (
            [country] if country else [code for code in self._gazetteer.countries_of(names) if code in COUNTRIES]
        )
        found = {code: self._gazetteer.find(names, code, None) for code in countries}
        return {code: place for code, place in found.items() if place is not None}


def _bare(name: str) -> str:
    """Name without the word for a city or a municipality beside it."""
    return _KINDS.sub("", _KINDS.sub("", name.strip())).strip()


def _clearest(places: Mapping[str, Place], name: str) -> tuple[str, Place]:
    """The place that is by far the most populous of its name. Raises CellError where several are alike."""
    ranked = sorted(places.items(), key=lambda item: -item[1].population)
    if len(ranked) > 1 and ranked[0][1].population < _CLEARLY * max(ranked[1][1].population, 1):
        raise _which([code for code, _place in ranked[:5]], name)
    return ranked[0]


def _which(countries: list[str], name: str) -> CellError:
    listed = ", ".join(countries)
    return CellError("city_of_countries", f"there is a “{name[:80]}” in {listed}", city=name[:80], countries=listed)
