"""Details of a case page: facts, figures and other data beside its prose, in the page's language."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from modelcluster.queryset import FakeQuerySet

from cases.choices import (
    AdoptionStatus,
    DocumentKind,
    LabelKind,
    Outcome,
    Setback,
    Status,
    SustainableDevelopmentGoal,
)
from cases.models import Adoption, Case, CaseStudyPage, PartnerRole, Topic, TopicLabel
from cases.models.localized_text import LocalizedText, resolve

from . import localized_format as localized_format
from .case_face import CaseFace, face, last_value, main_topic
from .case_points import Point, points
from .case_series import Figures, Series, all_series, figures_of
from .case_sources import Source, cited, source_numbers, sources_of
from .cost_line import CostLine, cost_line, cost_of
from .countries import country_name
from .draft_figures import draft_figures
from .languages import language_name
from .page_addresses import page_addresses
from .prepared_queries import PreparedObjects, PreparedQuery
from .public_pages import public_pages
from .standing import Freshness, Standing, freshness_of
from .translation.case_words import overlay
from .translation.outdated import Outdated, outdated_from

_PAGES = PreparedQuery(
    lambda cases: public_pages().filter(case__in=cases).values_list("locale__language_code", "title", "url_path")
)
_ADOPTIONS = PreparedObjects(Adoption, lambda cases: Adoption.objects.filter(case__in=cases))
_LABELS = PreparedQuery(
    lambda topics: (
        TopicLabel.objects.filter(topic__in=topics, kind=LabelKind.PREFERRED)
        .order_by("topic__position", "topic__code")
        .values_list("topic__code", "language", "text")
    )
)
_FILED = PreparedQuery(
    lambda pages: CaseStudyPage.topics.through.objects.filter(casestudypage__in=pages).values_list(
        "topic_id", "topic__code", "topic__parent__code", "topic__parent__parent__code"
    )
)
_ROLES = PreparedQuery(lambda: PartnerRole.objects.values_list("code", "label"))


DETAIL = "_detail_shown"  # where a page being shown keeps its own


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
    face: CaseFace
    sdgs: list[tuple[int, str]]
    status: str
    status_label: str
    outcome: str
    outcome_label: str
    outcome_reason: LocalizedText
    outcome_source: int | None
    setbacks: list[str]  # as labels
    brief: LocalizedText
    results: list[Point]
    limits: list[Point]
    conditions: list[Point]
    unchecked: list[LocalizedText]
    start: str  # as text, as it is known
    end: str
    span: str
    cost: CostLine | None
    cost_note: LocalizedText
    cost_source: int | None
    cost_budget_source: int | None
    partners: list[dict[str, Any]]
    documents: list[dict[str, Any]]
    sources: list[Source]  # those that are cited first
    source_numbers: dict[str, int]
    series: list[Series]
    figures_kind: str  # DraftKind of a preview; "" for figures that readers see
    adoptions: list[dict[str, Any]]
    translations: list[Translation]
    outdated: Outdated | None
    source_language: str
    standing: Standing
    evidence_source: int | None
    freshness: Freshness | None

    @property
    def headlines(self) -> list[Series]:
        """Indicators that were measured, for the box at the top."""
        return [series for series in self.series if series.latest][:3]

    @property
    def cited(self) -> list[Source]:
        """Sources that something on the page cites."""
        return [source for source in self.sources if source.places]

    @property
    def further_reading(self) -> list[Source]:
        """Sources that nothing on the page cites."""
        return [source for source in self.sources if not source.places]


def case_detail(page: CaseStudyPage, language: str = "") -> CaseDetail:
    """Details of a page, in at most nine queries, whatever the case holds. ``language``: of a reader of another one."""
    language = language or page.locale.language_code
    outdated = outdated_from(page, _source(page))
    case = page.case or Case()  # a page being previewed before it was first saved has none yet
    drafted = draft_figures(page)
    figures, adoptions = drafted[1] if drafted else figures_of(_known(case)), _ADOPTIONS.find(_known(case))
    if page.carried_words:  # of a draft that is looked at
        shown = [("indicators.name", one.indicator, "name") for one in figures]
        shown += [("units.label", one.indicator.unit, "label") for one in figures]
        shown += [(f"adoptions.{name}", adoption, name) for adoption in adoptions for name in ("city_name", "note")]
        overlay(page, shown)
    citing = cited(page, [one.cited for one in figures], [adoption.source for adoption in adoptions])
    numbers, filed = source_numbers(page, citing), _filed(page)
    return CaseDetail(
        code=case.code,
        permanent_url=page.permanent_url(),
        city_name=page.city.name(language),
        country=country_name(page.city.country, language),
        topics=_topics(filed, language),
        face=_face(page, filed.values(), figures),
        sdgs=[(number, str(SustainableDevelopmentGoal(number).label)) for number in page.sdgs],
        status=page.status,
        status_label=str(Status(page.status).label),
        outcome=page.outcome,
        outcome_label=str(Outcome(page.outcome).label),
        outcome_reason=resolve(page.outcome_reason, language),
        outcome_source=numbers.get(page.outcome_source),
        setbacks=[str(Setback(code).label) for code in page.setbacks],
        brief=resolve(page.brief, language),
        results=points(page.results_points, language, numbers),
        limits=points(page.limits_points, language, numbers),
        conditions=points(page.conditions_points, language, numbers),
        unchecked=[resolve(block.value, language) for block in page.unchecked],
        start=localized_format.known(page.started_known, page.started, language),
        end=localized_format.known(page.ended_known, page.ended, language),
        span=localized_format.known_span((page.started_known, page.started), (page.ended_known, page.ended), language),
        cost=cost_line(cost, language) if (cost := cost_of(page)) else None,
        cost_note=resolve(page.cost_note, language),
        cost_source=numbers.get(page.cost_source),
        cost_budget_source=numbers.get(page.cost_budget_source),
        partners=_partners(page, language),
        documents=_documents(page, language, numbers),
        sources=sources_of(page, citing, language),
        source_numbers=numbers,
        series=all_series(figures, language, numbers, page.city.country),
        figures_kind=drafted[0] if drafted else "",
        adoptions=_adoptions(adoptions, language, numbers),
        translations=_translations(page),
        outdated=outdated,
        source_language=language_name(page.translated_from, language) if outdated else "",
        standing=Standing.of(case),
        evidence_source=numbers.get(case.evidence_source),
        freshness=freshness_of(case, language),
    )


def _filed(page: CaseStudyPage) -> dict[int, tuple[str | None, ...]]:
    """Topics of a page by their keys: the code of each and those above it."""
    topics = page.topics.all()  # of a draft being previewed they are in memory
    if not isinstance(topics, FakeQuerySet):
        return {pk: tuple(path) for pk, *path in _FILED.rows([page.pk])}
    above = {topic.pk: topic.parent for topic in topics}
    return {
        topic.pk: (topic.code, *(_code(up) for up in (above[topic.pk], _parent(above[topic.pk])))) for topic in topics
    }


def _parent(topic: Topic | None) -> Topic | None:
    return topic.parent if topic else None


def _code(topic: Topic | None) -> str | None:
    return topic.code if topic else None


def _topics(filed: Iterable[int], language: str) -> list[tuple[str, str]]:
    texts: dict[str, dict[str, str]] = {}
    for code, written_in, text in _LABELS.rows(list(filed)):
        texts.setdefault(code, {})[written_in] = text
    return [(code, resolve(known, language).text) for code, known in texts.items()]


def _face(page: CaseStudyPage, paths: Iterable[tuple[str | None, ...]], figures: list[Figures]) -> CaseFace:
    """Face of the page; its number is the last value of the first indicator that has one."""
    shown = next((one for one in figures if one.measurements), None)
    figure = shown and {
        **last_value(shown.measurements),
        "unit": shown.indicator.unit.label,
        "name": shown.indicator.name,
    }
    place = page.city.country, page.city.latitude, page.city.longitude
    return face(main_topic(paths), place, figure, page.locale.language_code)


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
            "year": localized_format.written_year(
                getattr(block.value["year"], "known", None), block.value["year"], language
            ),
            "source": numbers.get(block.value["source"]),
        }
        for block in page.documents
    ]


def _adoptions(adoptions: list[Adoption], language: str, numbers: dict[str, int]) -> list[dict[str, Any]]:
    return [
        {
            "city": resolve(adoption.city_name, language),
            "country": country_name(adoption.country, language),
            "year": localized_format.known_year(adoption.known, adoption.year, language),
            "status": str(AdoptionStatus(adoption.status).label),
            "note": resolve(adoption.note, language),
            "source": numbers.get(adoption.source),
        }
        for adoption in adoptions
    ]


def _known(case: Case) -> list[int]:
    """Key of the case; nothing for a case that was never saved."""
    return [case.pk] if case.pk else []
