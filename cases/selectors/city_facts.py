"""Facts of a city as readers see them: none without its year and its source."""

from dataclasses import dataclass

from cases.choices import PopulationScope
from cases.models import City

from . import localized_format as localized_format


@dataclass(frozen=True, slots=True)
class Population:
    """Population of a city: of what ("" where nobody has said), when, and who counted."""

    number: str
    scope: str
    year: str
    source: str


def population_of(city: City, language: str) -> Population | None:
    """Population of a city; None without its year and its source, since then it says nothing."""
    if not (city.population and city.population_year and city.population_source):
        return None
    return Population(
        number=localized_format.number(city.population, language),
        scope=str(dict(PopulationScope.choices).get(city.population_scope, "")),
        year=localized_format.written_year(city.population_known, city.population_year, language),
        source=city.population_source,
    )
