"""Reads a case back as a record of the exchange format."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import islice
from typing import Any

from django.db.models import Prefetch, QuerySet
from pydantic import ValidationError

from cases.choices import DatePrecision
from cases.models import Case, CaseStudyPage, Indicator
from cases.records.case import MEDIA, PROSE, CaseRecord

from .library import LibraryFiles
from .media_record import media_blocks


def exportable_cases() -> QuerySet[Case]:
    """Cases with a page in some language, with everything a record needs; a fixed number of queries per chunk."""
    pages = CaseStudyPage.objects.select_related("city", "locale").prefetch_related("topics").order_by("pk")
    indicators = Indicator.objects.select_related("unit").prefetch_related("measurements")
    cases: QuerySet[Case] = (
        Case.objects.filter(pages__isnull=False)
        .distinct()
        .order_by("pk")
        .prefetch_related(Prefetch("pages", pages), Prefetch("indicators", indicators), "adoptions")
    )
    return cases


def case_records(chunk: int = 200) -> Iterator[CaseRecord]:
    """Records of all cases, in the order in which the cases were made."""
    cases = exportable_cases().iterator(chunk_size=chunk)
    while together := list(islice(cases, chunk)):
        files = LibraryFiles(page for case in together for page in case.pages.all())
        for case in together:
            yield _record(case, list(case.pages.all()), files)


def case_record(case: Case) -> CaseRecord | None:
    """Record of a case; None while it has no page."""
    loaded = exportable_cases().filter(pk=case.pk).first()
    if loaded is None:
        return None
    pages = list(loaded.pages.all())
    return _record(loaded, pages, LibraryFiles(pages))


def drafted_record(case: Case) -> CaseRecord | None:
    """Record of a case as its newest drafts have it; None without a page, or where a draft lacks a required field."""
    loaded = exportable_cases().filter(pk=case.pk).first()
    if loaded is None:
        return None
    pages = [
        page.get_latest_revision_as_object() if page.has_unpublished_changes and page.latest_revision_id else page
        for page in loaded.pages.all()
    ]
    try:
        return _record(loaded, pages, LibraryFiles(pages))
    except ValidationError:
        return None


def _record(case: Case, written: list[CaseStudyPage], files: LibraryFiles) -> CaseRecord:
    pages = {page.locale.language_code: page for page in written}
    page = next(iter(pages.values()))
    keys = {key: number for number, key in enumerate(page.source_keys())}
    content: dict[str, Any] = {
        "id": case.import_id or f"{page.city.slug}-{case.code.lower()}",
        "title": {**case.title_translations, **{language: p.title for language, p in pages.items()}},
        "city": {
            **page.city.names,
            "country": page.city.country,
            "lat": page.city.latitude,
            "lon": page.city.longitude,
        },
        "topics": [topic.code for topic in page.topics.all()],
        "sdgs": page.sdgs,
        "started": page.started,
        "ended": page.ended,
        "status": page.status,
        "summary": {**case.summary_translations, **{lang: p.summary for lang, p in pages.items() if p.summary}},
        **{name: {lang: getattr(p, name) for lang, p in pages.items() if getattr(p, name)} for name in PROSE},
        "indicators": [_indicator(indicator, keys) for indicator in case.indicators.all()],
        "cost": _cost(page, keys),
        "partners": [{**_texts(block.value["name"]), "role": block.value["role"]} for block in page.partners],
        "adoptions": [
            {
                "city": {**adoption.city_name, "country": adoption.country},
                "year": adoption.year,
                "status": adoption.status,
                "note": adoption.note,
                "source": keys.get(adoption.source),
            }
            for adoption in case.adoptions.all()
        ],
        "documents": [
            {
                "kind": block.value["kind"],
                "title": _texts(block.value["title"]),
                "year": block.value["year"],
                "source": keys.get(block.value["source"]),
            }
            for block in page.documents
        ],
        "sources": [
            {"title": block.value["title"], "url": block.value["url"], "seen": block.value["seen"]}
            for block in page.sources
        ],
        "unverified": case.unverified,
        **{name: _media(name, pages, files, keys) for name in MEDIA},
    }
    return CaseRecord.model_validate(content)


def _media(
    name: str, pages: dict[str, CaseStudyPage], files: LibraryFiles, keys: dict[str, int]
) -> dict[str, list[dict[str, Any]]]:
    by_language = {language: media_blocks(getattr(page, name), files, keys) for language, page in pages.items()}
    return {language: blocks for language, blocks in by_language.items() if blocks}


def _indicator(indicator: Indicator, keys: dict[str, int]) -> dict[str, Any]:
    return {
        "name": indicator.name,
        "unit": indicator.unit.code,
        "direction": indicator.direction,
        "baseline": _point(indicator.baseline_year, indicator.baseline_value),
        "target": _point(indicator.target_year, indicator.target_value),
        "measurements": [
            {
                "year": point.date.year,
                "value": point.value,
                "date": _partial_date(point.date.isoformat(), point.precision),
                "source": keys.get(point.source),
            }
            for point in indicator.measurements.all()
        ],
        "source": keys.get(indicator.source),
    }


def _partial_date(iso: str, precision: str) -> str | None:
    return {DatePrecision.YEAR.value: None, DatePrecision.MONTH.value: iso[:7]}.get(precision, iso)


def _point(year: int | None, value: Decimal | None) -> dict[str, Any] | None:
    return None if year is None or value is None else {"year": year, "value": value}


def _cost(page: CaseStudyPage, keys: dict[str, int]) -> dict[str, Any] | None:
    if page.cost_amount is None:
        return None
    return {
        "amount": page.cost_amount,
        "currency": page.cost_currency,
        "year": page.cost_year,
        "note": page.cost_note,
        "source": keys.get(page.cost_source),
    }


def _texts(value: Any) -> dict[str, str]:
    return {language: text for language, text in value.items() if text}
