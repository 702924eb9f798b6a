"""Profile of a city, out of a record: population, area, climate, income group."""

from typing import Any

from cases.models import City
from cases.records.facts import CityRecord, PopulationRecord
from cases.records.known_dates import value_of

from .geonames import Gazetteer


def new_profile(city: City, record: CityRecord, gazetteer: Gazetteer) -> dict[str, Any]:
    """Values of fields that the record knows and the city lacks; what an editor wrote is never among them."""
    profile: dict[str, Any] = {}
    if record.area_km2 is not None and city.area is None:
        profile["area"] = record.area_km2
    if record.climate and not city.climate:
        profile["climate"] = record.climate.value
    if record.income and not city.income_group:
        profile["income_group"] = record.income.value
    if record.population and (city.population is None or _is_better(record.population, city, gazetteer)):
        profile |= _population(record.population)
    return profile


def _is_better(count: PopulationRecord, city: City, gazetteer: Gazetteer) -> bool:
    """Whether a count with its year or source meets a population that GeoNames gave, which has neither."""
    if city.population_year or city.population_source or not (count.year or count.source):
        return False
    place = gazetteer.place_of(city)
    return place is not None and place.population == city.population


def _population(count: PopulationRecord) -> dict[str, Any]:
    return {
        "population": count.value,
        "population_year": count.year,
        "population_known": value_of(count.known),
        "population_scope": count.scope.value if count.scope else "",
        "population_source": count.source or "",
    }
