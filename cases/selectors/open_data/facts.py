"""Facts of a page as open data. Sources are cited by their place in the list, counted from 1."""

from collections.abc import Mapping
from typing import Any

from cases.models import CaseStudyPage, Indicator, Measurement
from cases.models.localized_text import resolve
from cases.records.known_dates import known_record
from cases.selectors.countries import country_name
from cases.selectors.exchange_rates import dollars

from .texts import dated, plain_number, text_in

Numbers = Mapping[str, int]  # of sources, by their keys


def place_of(page: CaseStudyPage, language: str) -> dict[str, Any]:
    """Place of a practice: its city, with coordinates in degrees where they are known."""
    city = page.city
    return {
        "city": {"slug": city.slug, "name": city.name(language)},
        "country": {"code": city.country, "name": country_name(city.country, language)},
        "latitude": city.latitude,
        "longitude": city.longitude,
    }


def outcome_of(page: CaseStudyPage, language: str, numbers: Numbers) -> dict[str, Any]:
    """Outcome against the goal of the practice, with its reason."""
    return {
        "goal": page.outcome,
        "reason": text_in(page.outcome_reason, language),
        "source": numbers.get(page.outcome_source),
    }


def cost_of(page: CaseStudyPage, language: str, numbers: Numbers) -> dict[str, Any] | None:
    """Cost, with what it pays for; None where no amount is known. ``dollars``: None for a currency of no known rate."""
    if page.cost_amount is None:
        return None
    return {
        "amount": plain_number(page.cost_amount),
        "currency": page.cost_currency,
        "kind": page.cost_kind or None,
        "basis": text_in(page.cost_basis, language),
        "planned": page.cost_planned,
        "date": dated(page.cost_year, page.cost_known),
        "dollars": plain_number(dollars(page.cost_amount, page.cost_currency, page.cost_year)),
        "budget": plain_number(page.cost_budget),
        "note": text_in(page.cost_note, language),
        "source": numbers.get(page.cost_source),
    }


def points_of(blocks: Any, language: str, numbers: Numbers) -> list[dict[str, Any]]:
    """Points in the order of the page, each with its sources."""
    return [
        {
            "text": found.text,
            "language": found.language,
            "sources": [numbers[key] for key in block.value["sources"] if key in numbers],
        }
        for block in blocks
        if (found := resolve(block.value["text"], language)).text
    ]


def sources_of(page: CaseStudyPage, numbers: Numbers, root: str) -> list[dict[str, Any]]:
    """Sources by their numbers. ``root``: of the site, for the addresses of files."""
    found = [_source(numbers[block.value["key"]], block.value, root) for block in page.sources]
    return sorted(found, key=lambda source: source["number"])


def _source(number: int, value: Any, root: str) -> dict[str, Any]:
    return {
        "number": number,
        "title": value["title"],
        **{name: value[name] or None for name in ("url", "original", "publisher", "kind", "page")},
        "file": root + value["file"].url if value["file"] else None,
        "language": value["lang"] or None,
        "is_copy": bool(value["copy"]),
        "seen": bool(value["seen"]),
        "date": dated(value["year"], getattr(value["year"], "known", None)),
    }


def indicator_of(
    indicator: Indicator, measurements: list[Measurement], language: str, numbers: Numbers
) -> dict[str, Any]:
    """Indicator with its measurements, the oldest first."""
    return {
        "name": text_in(indicator.name, language),
        "unit": resolve(indicator.unit.label, language).text or indicator.unit.code,
        "direction": indicator.direction,
        "baseline": _end(indicator.baseline_year, indicator.baseline_known, indicator.baseline_value),
        "target": _end(indicator.target_year, indicator.target_known, indicator.target_value),
        "measurements": [_measurement(one, numbers.get(one.source or indicator.source)) for one in measurements],
        "source": numbers.get(indicator.source),
    }


def _end(year: Any, known: Any, value: Any) -> dict[str, Any] | None:
    return None if value is None or year is None else {**(dated(year, known) or {}), "value": plain_number(value)}


def _measurement(one: Measurement, source: int | None) -> dict[str, Any]:
    iso = one.date.isoformat()
    known = one.known if one.known and one.known.may_lie_in(one.date.year) else None
    return {
        "date": {"year": iso[:4], "month": iso[:7]}.get(one.precision, iso),
        "known": known_record(known),
        "value": plain_number(one.value),
        "kind": one.kind or None,
        "source": source,
    }
