"""Cities and topics as open data."""

from typing import Any

from django.urls import reverse

from cases.models import City
from cases.models.localized_text import resolve
from cases.selectors.countries import country_name
from cases.selectors.public_lists import cases_of_city, cities_with_cases, public_cities, topic_counts
from cases.selectors.topics import preferred_tree

from .texts import dated, plain_number


def open_cities(language: str, root: str) -> list[dict[str, Any]]:
    """Cities with public cases, by their slugs. Two queries."""
    return [_city(city, count, language, root) for city, count in cities_with_cases()]


def open_city(slug: str, language: str, root: str) -> dict[str, Any] | None:
    """A city; None for one that is not there or has no public case. Two or three queries."""
    city = public_cities([slug]).first()
    return _city(city, cases_of_city(city, 1).total, language, root) if city else None


def open_topics(language: str, root: str) -> list[dict[str, Any]]:
    """Topics in the order of the tree, each broader one before those below it. Three queries."""
    counts = topic_counts()
    return [
        {
            "code": code,
            "label": node.label(language),
            "broader": node.parent,
            "depth": node.depth,
            "briefing": resolve(node.briefing, language).text or None,
            "deprecated": node.deprecated,
            "cases": counts.get(code, 0),
            "url": root + reverse("cases:topic", args=[code]),
        }
        for code, node in preferred_tree().items()
    ]


def _city(city: City, count: int, language: str, root: str) -> dict[str, Any]:
    return {
        "slug": city.slug,
        "name": city.name(language),
        "names": city.names,
        "country": {"code": city.country, "name": country_name(city.country, language)},
        "latitude": city.latitude,
        "longitude": city.longitude,
        "population": _population(city),
        "area_km2": plain_number(city.area),
        "climate": city.climate or None,
        "income_group": city.income_group or None,
        "cases": count,
        "url": root + reverse("cases:city", args=[city.slug]),
    }


def _population(city: City) -> dict[str, Any] | None:
    """Population with year and source; None without both, as readers are shown none either."""
    if city.population is None or not city.population_year or not city.population_source:
        return None
    return {
        "value": city.population,
        "date": dated(city.population_year, city.population_known),
        "scope": city.population_scope or None,
        "source": city.population_source,
    }
