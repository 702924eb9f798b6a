"""Details of a case page: facts, figures and other data beside its prose, in the page's language."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from modelcluster.queryset import FakeQuerySet

from cases.choices import (
    AdoptionStatus,
    DatePrecision,
    Direction,
    DocumentKind,
    LabelKind,
    Status,
    SustainableDevelopmentGoal,
)
from cases.models import Adoption, Case, CaseStudyPage, Indicator, Measurement, PartnerRole, TopicLabel
from cases.models.localized_text import LocalizedText, resolve

from . import localized_format as localized_format
from .chart import Chart, chart
from .countries import country_name
from .currencies import currency_name
from .languages import language_name
from .page_addresses import page_addresses
from .prepared_queries import PreparedObjects, PreparedQuery
from .public_pages import public_pages
from .translation.outdated import Outdated, behind_source

_PAGES = PreparedQuery(
    lambda cases: public_pages().filter(case__in=cases).values_list("locale__language_code", "title", "url_path")
)
_ADOPTIONS = PreparedObjects(Adoption, lambda cases: Adoption.objects.filter(case__in=cases))
_INDICATORS = PreparedObjects(Indicator, lambda cases: Indicator.objects.filter(case__in=cases), "unit")
_MEASUREMENTS = PreparedObjects(Measurement, lambda those: Measurement.objects.filter(indicator__in=those))
_LABELS = PreparedQuery(
    lambda topics: (
        TopicLabel.objects.filter(topic__in=topics, kind=LabelKind.PREFERRED)
        .order_by("topic__position", "topic__code")
        .values_list("topic__code", "language", "text")
    )
)
_FILED = PreparedQuery(
    lambda pages: CaseStudyPage.topics.through.objects.filter(casestudypage__in=pages).values_list("topic_id")
)
_ROLES = PreparedQuery(lambda: PartnerRole.objects.values_list("code", "label"))


@dataclass(frozen=True, slots=True)
class Row:
    """Row of a series' table: date, value, and the number of its source in the list (None: not given)."""

    when: str
    value: str
    kind: str
    source: int | None


@dataclass(frozen=True, slots=True)
class Series:
    """Indicator of the case with its rows."""

    name: LocalizedText
    unit: str
    direction: str
    has_baseline: bool
    has_target: bool
    rows: list[Row]
    chart: Chart | None
    source: int | None

    @property
    def first(self) -> Row | None:
        """Row where the series starts: the baseline, else the first measurement; None with fewer than two values."""
        known = [row for row in self.rows if row.kind != "target"]
        return known[0] if len(known) > 1 else None

    @property
    def latest(self) -> Row | None:
        """Row of the last measurement; None while nothing was measured."""
        return next((row for row in reversed(self.rows) if row.kind == "measured"), None)


@dataclass(frozen=True, slots=True)
class Translation:
    """Case in one of the languages. ``title`` and ``url`` are empty where it is not written in it."""

    language: str
    name: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class CaseDetail:
    """Facts and living data of a case, ready to show."""

    code: str
    permanent_url: str
    city_name: str
    country: str
    topics: list[tuple[str, str]]
    sdgs: list[tuple[int, str]]
    status: str
    status_label: str
    cost: dict[str, Any] | None
    partners: list[dict[str, Any]]
    documents: list[dict[str, Any]]
    sources: list[dict[str, Any]]
    source_numbers: dict[str, int]
    series: list[Series]
    adoptions: list[dict[str, Any]]
    translations: list[Translation]
    outdated: Outdated | None
    source_language: str

    @property
    def headlines(self) -> list[Series]:
        """Indicators that were measured, for the box at the top."""
        return [series for series in self.series if series.latest][:3]


def case_detail(page: CaseStudyPage) -> CaseDetail:
    """Details of a page, in at most nine queries, whatever the case holds."""
    language = page.locale.language_code
    numbers = {key: position for position, key in enumerate(page.source_keys(), start=1)}
    outdated = behind_source(page, _source(page))
    case = page.case or Case()  # a page being previewed before it was first saved has none yet
    return CaseDetail(
        code=case.code,
        permanent_url=page.permanent_url(),
        city_name=page.city.name(language),
        country=country_name(page.city.country, language),
        topics=_topics(page, language),
        sdgs=[(number, str(SustainableDevelopmentGoal(number).label)) for number in page.sdgs],
        status=page.status,
        status_label=str(Status(page.status).label),
        cost=_cost(page, language, numbers),
        partners=_partners(page, language),
        documents=_documents(page, language, numbers),
        sources=[dict(block.value) for block in page.sources],
        source_numbers=numbers,
        series=_all_series(case, language, numbers),
        adoptions=_adoptions(case, language, numbers),
        translations=_translations(page),
        outdated=outdated,
        source_language=language_name(page.translated_from, language) if outdated else "",
    )


def _topics(page: CaseStudyPage, language: str) -> list[tuple[str, str]]:
    topics = page.topics.all()  # of a draft being previewed they are in memory
    filed = (
        [topic.pk for topic in topics] if isinstance(topics, FakeQuerySet) else [pk for (pk,) in _FILED.rows([page.pk])]
    )
    texts: dict[str, dict[str, str]] = {}
    for code, written_in, text in _LABELS.rows(filed):
        texts.setdefault(code, {})[written_in] = text
    return [(code, resolve(known, language).text) for code, known in texts.items()]


def _source(page: CaseStudyPage) -> CaseStudyPage | None:
    """The public page that this one translates; one query, and none for a page that translates nothing."""
    if not page.translated_prose or not page.case_id:
        return None
    pages = public_pages().filter(case=page.case_id, locale__language_code=page.translated_from)
    found: CaseStudyPage | None = pages.select_related("locale", "published_prose").first()
    return found


def _translations(page: CaseStudyPage) -> list[Translation]:
    rows = _PAGES.rows([page.case_id] if page.case_id else [])
    addresses = page_addresses(url_path for _language, _title, url_path in rows)
    known = {language: (title, addresses.get(url_path, "")) for language, title, url_path in rows}
    return [Translation(code, name, *known.get(code, ("", ""))) for code, name in settings.LANGUAGES]


def _cost(page: CaseStudyPage, language: str, numbers: dict[str, int]) -> dict[str, Any] | None:
    if page.cost_amount is None:
        return None
    return {
        "amount": page.cost_amount,
        "currency": currency_name(page.cost_currency, language),
        "year": page.cost_year,
        "note": resolve(page.cost_note, language),
        "source": numbers.get(page.cost_source),
    }


def _partners(page: CaseStudyPage, language: str) -> list[dict[str, Any]]:
    roles = {code: resolve(label, language) for code, label in _ROLES.rows()} if page.partners else {}
    return [
        {
            "name": resolve(block.value["name"], language),
            "role": roles.get(block.value["role"], LocalizedText(block.value["role"], "en")),
        }
        for block in page.partners
    ]


def _documents(page: CaseStudyPage, language: str, numbers: dict[str, int]) -> list[dict[str, Any]]:
    kinds = dict(DocumentKind.choices)
    return [
        {
            "kind": str(kinds.get(block.value["kind"], block.value["kind"])),
            "title": resolve(block.value["title"], language),
            "year": block.value["year"],
            "source": numbers.get(block.value["source"]),
        }
        for block in page.documents
    ]


def _adoptions(case: Case, language: str, numbers: dict[str, int]) -> list[dict[str, Any]]:
    return [
        {
            "city": resolve(adoption.city_name, language),
            "country": country_name(adoption.country, language),
            "year": adoption.year,
            "status": str(AdoptionStatus(adoption.status).label),
            "note": resolve(adoption.note, language),
            "source": numbers.get(adoption.source),
        }
        for adoption in _ADOPTIONS.find(_known(case))
    ]


def _all_series(case: Case, language: str, numbers: dict[str, int]) -> list[Series]:
    measured: dict[int, list[Measurement]] = {}
    indicators = _INDICATORS.find(_known(case))
    for measurement in _MEASUREMENTS.find([indicator.pk for indicator in indicators]):
        measured.setdefault(measurement.indicator_id, []).append(measurement)
    return [_series(indicator, measured.get(indicator.pk, []), language, numbers) for indicator in indicators]


def _known(case: Case) -> list[int]:
    """Key of the case; nothing for a case that was never saved."""
    return [case.pk] if case.pk else []


def _series(indicator: Indicator, measurements: list[Measurement], language: str, numbers: dict[str, int]) -> Series:
    points: list[tuple[date, Decimal, str, str, str]] = []  # date, value, when, kind, source key
    if indicator.baseline_year is not None and indicator.baseline_value is not None:
        when = localized_format.year(indicator.baseline_year, language)
        points.append(
            (date(indicator.baseline_year, 1, 1), indicator.baseline_value, when, "baseline", indicator.source)
        )
    for measurement in measurements:
        source = measurement.source or indicator.source
        points.append((measurement.date, measurement.value, _when(measurement, language), "measured", source))
    if indicator.target_year is not None and indicator.target_value is not None:
        when = localized_format.year(indicator.target_year, language)
        points.append((date(indicator.target_year, 1, 1), indicator.target_value, when, "target", indicator.source))
    points.sort(key=lambda point: (point[0], point[3]))
    return Series(
        name=resolve(indicator.name, language),
        unit=resolve(indicator.unit.label, language).text or indicator.unit.code,
        direction=str(Direction(indicator.direction).label),
        has_baseline=indicator.baseline_value is not None,
        has_target=indicator.target_value is not None,
        rows=[
            Row(when, localized_format.number(value, language), kind, numbers.get(source))
            for _day, value, when, kind, source in points
        ],
        chart=chart(
            [(day, value, localized_format.digits(day.year, language), kind) for day, value, _w, kind, _s in points]
        ),
        source=numbers.get(indicator.source),
    )


def _when(measurement: Measurement, language: str) -> str:
    if measurement.precision == DatePrecision.YEAR:
        return localized_format.year(measurement.date.year, language)
    if measurement.precision == DatePrecision.MONTH:
        return localized_format.month(measurement.date, language)
    return localized_format.day(measurement.date, language)
