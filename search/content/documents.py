"""Makes the search documents of cases: one per case, of its public pages only."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from django.conf import settings
from django.db.models import TextField
from django.db.models.functions import Cast
from wagtail.blocks import StreamValue

from cases.models import Case, CaseStudyPage
from cases.models.adoption import Adoption
from cases.models.case_facts import POINTS
from cases.models.indicator import Indicator, Measurement
from cases.models.localized_text import fallbacks
from cases.selectors.body_text import body_text, texts_in
from cases.selectors.case_cards import CaseCard, case_cards
from cases.selectors.cost_bands import cost_band_of_total
from cases.selectors.prepared_queries import MOST, PreparedQuery
from cases.selectors.public_pages import public_pages
from cases.selectors.regions import region_of
from search.contract.documents import SearchDocument

from .facets import NOT_GRADED, NOT_SIGNED, SIGNED, decade_of, results_of, topics_with_ancestors
from .thesaurus import Thesaurus, current_thesaurus

__all__ = ["CaseCard", "cards", "codes_of", "documents", "public_case_codes"]

BODY = ("challenge", "solution", "results", "limits", "lessons", "transfer")
# Texts in every language, on every page.
TEXT_FACTS = (
    "brief", *POINTS, "outcome_reason", "cost_basis", "cost_note", "partners", "documents", "sources", "unchecked",
)  # fmt: skip
Subject = tuple[str, str]  # a facet, and a code of it
_LABELLED_AS = {  # a reader knows the section, not the field
    "results_points": "results", "limits_points": "limits", "conditions_points": "transfer",
    "outcome_reason": "outcome",
}  # fmt: skip
_PASSAGES = PreparedQuery(
    lambda codes: (
        public_pages()
        .filter(case__code__in=codes)
        # Facts as the text that is stored: to make streams of them takes longer than to find the case.
        .values_list("case__code", "locale__language_code", *BODY, *(Cast(name, TextField()) for name in TEXT_FACTS))
    )
)
_SUBJECTS = PreparedQuery(
    lambda codes: (
        public_pages()
        .filter(case__code__in=codes)
        .values_list("case__code", "topics__code", Cast("setbacks", TextField()))
        .distinct()
        .order_by("case__code", "topics__code")
    )
)


def documents(codes: Sequence[str] | None = None, chunk: int = 500) -> Iterator[SearchDocument]:
    """Documents of these cases (of all, when None) that have a public page. Six queries a chunk."""
    thesaurus = current_thesaurus()
    public = public_pages()
    if codes is not None:
        public = public.filter(case__code__in=codes)
    ids = list(public.order_by("case").values_list("case", flat=True).distinct())
    for start in range(0, len(ids), chunk):
        yield from _documents(ids[start : start + chunk], thesaurus)


def public_case_codes(codes: Sequence[str] | None = None) -> set[str]:
    """Codes of all cases that belong in an index, or of those among ``codes``."""
    # From the pages, not as cases whose pages are among those: PostgreSQL takes minutes for that on fresh tables.
    pages = public_pages().exclude(case=None)
    if codes is not None:
        pages = pages.filter(case__code__in=codes)
    return set(pages.values_list("case__code", flat=True))


def cards(codes: Sequence[str], language: str) -> list[CaseCard]:
    """Cases as a list of results shows them, in the order of ``codes``; those not public are left out."""
    return case_cards(codes, language)


def passages(codes: Sequence[str], languages: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """The sections of the public page of each case in the language given for it, by name. One query."""
    found: dict[str, dict[str, str]] = {}
    read = _PASSAGES.rows(codes, choose=lambda rows: (row for row in rows if languages.get(row[0]) == row[1]))
    for code, language, *texts in read:
        facts = dict(zip(TEXT_FACTS, texts[len(BODY) :], strict=True))
        found[code] = {
            **dict(zip(BODY, texts, strict=False)),
            **{name: "\n".join(texts_in(json.loads(value), language)) for name, value in facts.items()},
        }
    return found


def topics_of(codes: Sequence[str]) -> list[str]:
    """Codes of the topics that the public pages of these cases are filed under, one for every case."""
    rows = public_pages().filter(case__code__in=codes).values_list("case__code", "topics__code").distinct()
    return [topic for _case, topic in rows.order_by("topics__code") if topic]


def subjects_by_case(codes: Sequence[str]) -> dict[str, list[Subject]]:
    """Subjects of each case, as facets with their codes: topics of its public pages and those above them, setbacks.

    One query for every 128 cases.
    """
    topics: dict[str, dict[str, None]] = {}
    setbacks: dict[str, dict[str, None]] = {}
    for start in range(0, len(codes), MOST):
        for case, topic, ticked in _SUBJECTS.rows(codes[start : start + MOST]):
            topics.setdefault(case, {}).update({topic: None} if topic else {})
            setbacks.setdefault(case, {}).update(dict.fromkeys(json.loads(ticked)))
    tree = current_thesaurus().tree
    return {
        case: [
            *(("topic", code) for code in topics_with_ancestors(own, tree)),
            *(("setback", code) for code in setbacks[case]),
        ]
        for case, own in topics.items()
    }


def section_label(name: str) -> str:
    """Name of a section in the reader's language."""
    return str(CaseStudyPage._meta.get_field(_LABELLED_AS.get(name, name)).verbose_name)


def codes_of(case_ids: Iterable[int]) -> list[str]:
    """Codes of these cases."""
    return list(Case.objects.filter(pk__in=set(case_ids)).values_list("code", flat=True))


class _Page(NamedTuple):
    """Columns of a page that a document needs; objects of the model would take most of the time of a rebuild."""

    pk: int
    case: int
    language: str
    title: str
    summary: str
    first_published_at: datetime | None
    city: str
    country: str
    sdgs: list[int]
    status: str
    started: int | None
    cost_amount: Decimal | None
    cost_currency: str
    cost_kind: str
    cost_year: int | None
    outcome: str
    setbacks: list[str]
    challenge: str
    solution: str
    results: str
    limits: str
    lessons: str
    transfer: str
    account: StreamValue
    pictures: StreamValue
    brief: dict[str, str]
    results_points: StreamValue
    limits_points: StreamValue
    conditions_points: StreamValue
    outcome_reason: dict[str, str]
    cost_basis: dict[str, str]
    cost_note: dict[str, str]
    partners: StreamValue
    documents: StreamValue
    sources: StreamValue
    unchecked: StreamValue

    def facts_in(self, language: str) -> str:
        """Texts of its facts in a language, which need not be that of the page."""
        return "\n".join(text for name in TEXT_FACTS for text in texts_in(getattr(self, name), language))

    @property
    def body(self) -> str:
        return "\n".join([*(getattr(self, name) for name in BODY), body_text(self.account, self.pictures)])


_COLUMNS = (
    "pk", "case", "locale__language_code", "title", "summary", "first_published_at", "city__slug", "city__country",
    "sdgs", "status", "started", "cost_amount", "cost_currency", "cost_kind", "cost_year", "outcome", "setbacks",
    *BODY, "body", "gallery", *TEXT_FACTS,
)  # fmt: skip


def _documents(ids: Sequence[int], thesaurus: Thesaurus) -> Iterator[SearchDocument]:
    pages: dict[int, dict[str, _Page]] = {}
    for row in public_pages().filter(case__in=ids).order_by("pk").values_list(*_COLUMNS):
        page = _Page(*row)
        pages.setdefault(page.case, {})[page.language] = page
    facts = {case: next(of[code] for code in fallbacks("fa") if code in of) for case, of in pages.items()}
    topics: dict[int, list[str]] = {}
    filed = CaseStudyPage.topics.through.objects.filter(casestudypage__in=[page.pk for page in facts.values()])
    for pk, topic in filed.order_by("pk").values_list("casestudypage", "topic__code"):
        topics.setdefault(pk, []).append(topic)
    figures: dict[int, set[str]] = {}
    for case, kind in Measurement.objects.filter(indicator__case__in=ids).values_list("indicator__case", "kind"):
        figures.setdefault(case, set()).add(kind)
    living = _living_texts(ids)
    cases = Case.objects.filter(pk__in=pages).order_by("pk")
    columns = ("pk", "code", "title_translations", "summary_translations", "evidence_level", "signed_opinions")
    for pk, code, titles, summaries, level, opinions in cases.values_list(*columns):
        values = {
            **_facet_values(facts[pk], topics.get(facts[pk].pk, []), figures.get(pk, set()), pages[pk], thesaurus),
            "evidence": [level or NOT_GRADED],
            "opinion": [SIGNED if opinions else NOT_SIGNED],
        }
        yield _document(code, titles, summaries, facts[pk], pages[pk].values(), values, living.get(pk, ()))


def _document(
    code: str,
    titles: Mapping[str, str],
    summaries: Mapping[str, str],
    facts: _Page,
    pages: Iterable[_Page],
    facets: dict[str, list[str]],
    living: Sequence[Mapping[str, str]],
) -> SearchDocument:
    first_published = [page.first_published_at for page in pages if page.first_published_at]
    return SearchDocument(
        code=code,
        titles={**titles, **{page.language: page.title for page in pages}},
        summaries={**summaries, **{page.language: page.summary for page in pages}},
        bodies=_bodies(facts, pages, living),
        facets=facets,
        newest=int(min(first_published).timestamp() * 1_000_000) if first_published else 0,
        started=facts.started or 0,
    )


def _living_texts(ids: Sequence[int]) -> dict[int, list[Mapping[str, str]]]:
    """Names of indicators, cities that took a practice over and notes on that, by case. Two queries."""
    found: dict[int, list[Mapping[str, str]]] = {}
    for case, name in Indicator.objects.filter(case__in=ids).order_by("pk").values_list("case", "name"):
        found.setdefault(case, []).append(name)
    adoptions = Adoption.objects.filter(case__in=ids).order_by("pk")
    for case, city, note in adoptions.values_list("case", "city_name", "note"):
        found.setdefault(case, []).extend([city, note])
    return found


def _bodies(facts: _Page, pages: Iterable[_Page], living: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """Prose of every page, and the texts of facts and living data in every language, also one without a page."""
    written = {page.language: [page.body] for page in pages}
    for language, _name in settings.LANGUAGES:
        texts = [facts.facts_in(language), *(text[language] for text in living if text.get(language))]
        if any(texts):
            written.setdefault(language, []).extend(filter(None, texts))
    return {language: "\n".join(texts) for language, texts in written.items()}


def _facet_values(
    facts: _Page, topics: Sequence[str], figures: Set[str], languages: Iterable[str], thesaurus: Thesaurus
) -> dict[str, list[str]]:
    """Codes a case counts for, by facet; none where it says nothing of it."""
    region = region_of(facts.country)
    return {
        "topic": topics_with_ancestors(topics, thesaurus.tree),
        "region": [region] if region else [],
        "country": [facts.country],
        "city": [facts.city],
        "sdg": [str(number) for number in dict.fromkeys(facts.sdgs)],
        "status": [facts.status],
        "decade": [decade_of(facts.started)] if facts.started else [],
        "outcome": [facts.outcome],
        "setback": facts.setbacks,
        "cost": [cost_band_of_total(facts.cost_kind, facts.cost_amount, facts.cost_currency, facts.cost_year)],
        "results": [results_of(figures)],
        "language": list(languages),
    }
