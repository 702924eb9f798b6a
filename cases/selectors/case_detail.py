"""Details of a case page: facts, figures and other data beside its prose, in the page's language."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings

from cases.choices import (
    AdoptionStatus,
    DatePrecision,
    Direction,
    DocumentKind,
    LabelKind,
    Status,
    SustainableDevelopmentGoal,
)
from cases.models import Case, CaseStudyPage, Indicator, Measurement, PartnerRole, TopicLabel
from cases.models.localized_text import LocalizedText, resolve

from . import localized_format as localized_format
from .chart import Chart, chart
from .countries import country_name
from .currencies import currency_name
from .languages import language_name
from .public_pages import public_pages
from .translation.outdated import Outdated, behind_source

_OF_TRANSLATION = (
    "title", "slug", "url_path", "depth", "path", "locale__language_code", "case",
    "published_prose__digest", "published_prose__changed_at",
)  # fmt: skip


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
    """Details of a page, in seven queries whatever the case holds."""
    language = page.locale.language_code
    numbers = {key: position for position, key in enumerate(page.source_keys(), start=1)}
    public = _public_translations(page)
    outdated = behind_source(page, public.get(page.translated_from))
    case = page.case or Case()  # a page being previewed before it was first saved has none yet
    indicators = case.indicators.select_related("unit").prefetch_related("measurements") if case.pk else []
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
        series=[_series(indicator, language, numbers) for indicator in indicators],
        adoptions=_adoptions(case, language, numbers) if case.pk else [],
        translations=_translations(public),
        outdated=outdated,
        source_language=language_name(page.translated_from, language) if outdated else "",
    )


def _topics(page: CaseStudyPage, language: str) -> list[tuple[str, str]]:
    labels = TopicLabel.objects.filter(topic__in=page.topics.all(), kind=LabelKind.PREFERRED).select_related("topic")
    texts: dict[str, dict[str, str]] = {}
    for label in labels.order_by("topic__position", "topic__code"):
        texts.setdefault(label.topic.code, {})[label.language] = label.text
    return [(code, resolve(known, language).text) for code, known in texts.items()]


def _public_translations(page: CaseStudyPage) -> dict[str, CaseStudyPage]:
    rows = public_pages().filter(case=page.case_id).select_related("locale", "published_prose")
    return {row.locale.language_code: row for row in rows.only(*_OF_TRANSLATION)}


def _translations(pages: dict[str, CaseStudyPage]) -> list[Translation]:
    return [
        Translation(code, name, pages[code].title, pages[code].get_url() or "")
        if code in pages
        else Translation(code, name, "", "")
        for code, name in settings.LANGUAGES
    ]


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
    roles = {role.code: resolve(role.label, language) for role in PartnerRole.objects.all()}
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
        for adoption in case.adoptions.all()
    ]


def _series(indicator: Indicator, language: str, numbers: dict[str, int]) -> Series:
    points: list[tuple[date, Decimal, str, str, str]] = []  # date, value, when, kind, source key
    if indicator.baseline_year is not None and indicator.baseline_value is not None:
        when = localized_format.year(indicator.baseline_year, language)
        points.append(
            (date(indicator.baseline_year, 1, 1), indicator.baseline_value, when, "baseline", indicator.source)
        )
    for measurement in indicator.measurements.all():
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
