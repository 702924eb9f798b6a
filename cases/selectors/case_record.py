"""Reads a case back as a record of the exchange format."""

from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal
from itertools import islice
from typing import Any

from django.db.models import Prefetch, QuerySet
from pydantic import ValidationError

from cases.choices import DatePrecision
from cases.models import Case, CaseStudyPage, Indicator, Measurement
from cases.records.case import MEDIA, PROSE, CaseRecord
from cases.records.sheets.matching.draft_record import DraftRecord
from cases.written.known_dates import KnownDate

from .fact_record import adoption_record, city_record, fact_records, known_of, unchecked_records
from .figures import show_newest_figures
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
    """Record of a case as its newest drafts have it, be they incomplete; None without a page, or where one is wrong.

    Its figures are those that wait for a second person, where some do.
    """
    loaded = exportable_cases().filter(pk=case.pk).first()
    if loaded is None:
        return None
    show_newest_figures([loaded])
    pages = [
        page.get_latest_revision_as_object() if page.has_unpublished_changes and page.latest_revision_id else page
        for page in loaded.pages.all()
    ]
    for model in (CaseRecord, DraftRecord):
        with suppress(ValidationError):
            return _record(loaded, pages, LibraryFiles(pages), model)
    return None


def _record(
    case: Case, written: list[CaseStudyPage], files: LibraryFiles, model: type[CaseRecord] = CaseRecord
) -> CaseRecord:
    pages = {page.locale.language_code: page for page in written}
    page = next(iter(pages.values()))
    keys = {key: number for number, key in enumerate(page.source_keys())}
    content: dict[str, Any] = {
        "id": case.import_id or f"{page.city.slug}-{case.code.lower()}",
        "title": {**case.title_translations, **{language: p.title for language, p in pages.items()}},
        "city": city_record(page.city),
        **fact_records(page, keys, files),
        "summary": {**case.summary_translations, **{lang: p.summary for lang, p in pages.items() if p.summary}},
        **{name: {lang: getattr(p, name) for lang, p in pages.items() if getattr(p, name)} for name in PROSE},
        "indicators": [_indicator(indicator, keys) for indicator in case.indicators.all()],
        "adoptions": [adoption_record(adoption, keys) for adoption in case.adoptions.all()],
        "unverified": [*unchecked_records(page), *case.unverified],
        **{name: _media(name, pages, files, keys) for name in MEDIA},
    }
    return model.model_validate(content)


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
        "baseline": _point(indicator.baseline_year, indicator.baseline_value, indicator.baseline_known),
        "target": _point(indicator.target_year, indicator.target_value, indicator.target_known),
        "measurements": [_measurement(point, keys) for point in indicator.measurements.all()],
        "source": keys.get(indicator.source),
    }


def _measurement(point: Measurement, keys: dict[str, int]) -> dict[str, Any]:
    return {
        "year": point.date.year,
        "value": point.value,
        "kind": point.kind or None,
        "known": known_of(point.known, point.date.year),
        "date": _partial_date(point.date.isoformat(), point.precision),
        "source": keys.get(point.source),
    }


def _partial_date(iso: str, precision: str) -> str | None:
    return {DatePrecision.YEAR.value: None, DatePrecision.MONTH.value: iso[:7]}.get(precision, iso)


def _point(year: int | None, value: Decimal | None, known: KnownDate | None) -> dict[str, Any] | None:
    return None if year is None or value is None else {"year": year, "value": value, "known": known_of(known, year)}
