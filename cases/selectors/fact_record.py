"""Reads the facts of a page back as parts of a record of the exchange format."""

from collections.abc import Mapping
from typing import Any

from wagtail.blocks import StreamValue

from cases.models import Adoption, CaseStudyPage, City
from cases.records.case import POINTS
from cases.records.known_dates import known_record
from cases.written.known_dates import KnownDate

from .library import LibraryFiles

Numbers = Mapping[str, int]  # of sources, by their keys


def known_of(known: KnownDate | None, year: int | None) -> dict[str, str] | None:
    """The date as it is known, unless the year was changed since."""
    return known_record(known) if known and known.may_lie_in(year) else None


def city_record(city: City) -> dict[str, Any]:
    """A city with what is known of it."""
    population = city.population
    return {
        **city.names,
        "country": city.country,
        "lat": city.latitude,
        "lon": city.longitude,
        "population": None
        if population is None
        else {
            "value": population,
            "year": city.population_year,
            "known": known_of(city.population_known, city.population_year),
            "scope": city.population_scope or None,
            "source": city.population_source or None,
        },
        "area_km2": city.area,
        "climate": city.climate or None,
        "income": city.income_group or None,
    }


def fact_records(page: CaseStudyPage, numbers: Numbers, files: LibraryFiles) -> dict[str, Any]:
    """Facts of a page but its city, by their keys in a record."""
    return {
        "brief": page.brief,
        "topics": [topic.code for topic in page.topics.all()],
        "sdgs": page.sdgs,
        "started": page.started,
        "started_known": known_of(page.started_known, page.started),
        "ended": page.ended,
        "ended_known": known_of(page.ended_known, page.ended),
        "status": page.status,
        "outcome": {
            "goal": page.outcome,
            "reason": page.outcome_reason,
            "source": numbers.get(page.outcome_source),
        },
        "setbacks": page.setbacks,
        **{name: [_point(block.value, numbers) for block in getattr(page, name)] for name in POINTS},
        "cost": _cost(page, numbers),
        "partners": [{**_texts(block.value["name"]), "role": block.value["role"]} for block in page.partners],
        "documents": _documents(page.documents, numbers),
        "sources": [_source(block.value, files) for block in page.sources],
        "licence": page.licence,
    }


def adoption_record(adoption: Adoption, numbers: Numbers) -> dict[str, Any]:
    """An adoption."""
    return {
        "city": {**adoption.city_name, "country": adoption.country},
        "year": adoption.year,
        "known": known_of(adoption.known, adoption.year),
        "status": adoption.status,
        "note": adoption.note,
        "source": numbers.get(adoption.source),
    }


def unchecked_records(page: CaseStudyPage) -> list[dict[str, str]]:
    """Sentences for readers on what could not be checked."""
    return [_texts(block.value) for block in page.unchecked]


def _point(value: Any, numbers: Numbers) -> dict[str, Any]:
    return {**_texts(value["text"]), "sources": [numbers[key] for key in value["sources"] if key in numbers]}


def _cost(page: CaseStudyPage, numbers: Numbers) -> dict[str, Any] | None:
    if page.cost_amount is None:
        return None
    budget = page.cost_budget
    return {
        "amount": page.cost_amount,
        "currency": page.cost_currency,
        "year": page.cost_year,
        "known": known_of(page.cost_known, page.cost_year),
        "note": page.cost_note,
        "source": numbers.get(page.cost_source),
        "kind": page.cost_kind or None,
        "basis": page.cost_basis,
        "planned": page.cost_planned,
        "budget": None if budget is None else {"amount": budget, "source": numbers.get(page.cost_budget_source)},
    }


def _documents(documents: StreamValue, numbers: Numbers) -> list[dict[str, Any]]:
    return [
        {
            "kind": block.value["kind"],
            "title": _texts(block.value["title"]),
            "year": _plain(block.value["year"]),
            "source": numbers.get(block.value["source"]),
            "known": known_record(getattr(block.value["year"], "known", None)),
        }
        for block in documents
    ]


def _source(value: Any, files: LibraryFiles) -> dict[str, Any]:
    file = value.get("file")
    return {
        **{name: value[name] for name in ("title", "seen")},
        "url": value["url"] or "",
        **{name: value[name] or None for name in ("kind", "publisher", "lang", "original", "page")},
        "file": files.document(file.pk) if file else None,
        "copy": bool(value["copy"]),
        "year": _plain(value["year"]),
        "known": known_record(getattr(value["year"], "known", None)),
    }


def _plain(year: int | None) -> int | None:
    return None if year is None else int(year)


def _texts(value: Any) -> dict[str, str]:
    return {language: text for language, text in value.items() if text}
