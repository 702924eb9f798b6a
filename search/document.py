"""Makes the search documents of cases: one per case, of its public pages only."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from cases.models import Case, CaseStudyPage
from cases.models.indicator import Measurement
from cases.models.localized_text import fallbacks
from cases.selectors.body_text import body_text
from cases.selectors.case_cards import CaseCard, case_cards
from cases.selectors.cost_bands import cost_band
from cases.selectors.public_pages import public_pages
from cases.selectors.regions import region_of

from .contract import SearchDocument
from .facets import MEASURED, UNMEASURED, decade_of, topics_with_ancestors
from .thesaurus import Thesaurus, current_thesaurus

__all__ = ["CaseCard", "cards", "codes_of", "documents", "public_case_codes"]

BODY = ("challenge", "solution", "results", "limits", "lessons", "transfer")


def documents(codes: Sequence[str] | None = None, chunk: int = 200) -> Iterator[SearchDocument]:
    """Documents of these cases (of all, when None) that have a public page. Five queries a chunk."""
    thesaurus = current_thesaurus()
    cases = _cases_with_public_pages()
    if codes is not None:
        cases = cases.filter(code__in=codes)
    rows = cases.iterator(chunk_size=chunk)
    while batch := list(islice(rows, chunk)):
        for case in batch:
            yield _document(case, case.pages.all(), thesaurus)


def public_case_codes() -> set[str]:
    """Codes of all cases that belong in an index."""
    return set(Case.objects.filter(pages__in=public_pages()).values_list("code", flat=True))


def cards(codes: Sequence[str], language: str) -> list[CaseCard]:
    """Cases as a list of results shows them, in the order of ``codes``; those not public are left out."""
    return case_cards(codes, language)


def passages(codes: Sequence[str], languages: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """The sections of the public page of each case in the language given for it, by name. One query."""
    pages = public_pages().filter(case__code__in=codes)
    found: dict[str, dict[str, str]] = {}
    for code, language, *texts in pages.values_list("case__code", "locale__language_code", *BODY):
        if languages.get(code) == language:
            found[code] = dict(zip(BODY, texts, strict=True))
    return found


def topics_of(codes: Sequence[str]) -> list[str]:
    """Codes of the topics that the public pages of these cases are filed under, one for every case."""
    rows = public_pages().filter(case__code__in=codes).values_list("case__code", "topics__code").distinct()
    return [topic for _case, topic in rows.order_by("topics__code") if topic]


def section_label(name: str) -> str:
    """Name of a section in the reader's language."""
    return str(CaseStudyPage._meta.get_field(name).verbose_name)


def codes_of(case_ids: Iterable[int]) -> list[str]:
    """Codes of these cases."""
    return list(Case.objects.filter(pk__in=set(case_ids)).values_list("code", flat=True))


def _cases_with_public_pages() -> "QuerySet[Case]":
    pages = public_pages().select_related("locale", "city").prefetch_related("topics").order_by("pk")
    found: QuerySet[Case] = (
        Case.objects.filter(pages__in=public_pages())
        .distinct()
        .order_by("pk")
        .annotate(is_measured=Exists(Measurement.objects.filter(indicator__case=OuterRef("pk"))))
        .prefetch_related(Prefetch("pages", pages))
    )
    return found


def _document(case: Case, pages: Iterable[CaseStudyPage], thesaurus: Thesaurus) -> SearchDocument:
    by_language = {page.locale.language_code: page for page in pages}
    facts = next(by_language[code] for code in fallbacks("fa") if code in by_language)
    first_published = [page.first_published_at for page in by_language.values() if page.first_published_at]
    return SearchDocument(
        code=case.code,
        titles={**case.title_translations, **{code: page.title for code, page in by_language.items()}},
        summaries={**case.summary_translations, **{code: page.summary for code, page in by_language.items()}},
        bodies={
            code: "\n".join([*(getattr(page, name) for name in BODY), body_text(page)])
            for code, page in by_language.items()
        },
        facets=_facet_values(case, facts, by_language, thesaurus),
        newest=int(min(first_published).timestamp() * 1_000_000) if first_published else 0,
        started=facts.started or 0,
    )


def _body(page: CaseStudyPage) -> str:
    return "\n".join([*(getattr(page, name) for name in BODY), body_text(page)])


def _facet_values(
    case: Case, facts: CaseStudyPage, languages: Iterable[str], thesaurus: Thesaurus
) -> dict[str, list[str]]:
    """Codes a case counts for, by facet; none where it says nothing of it."""
    region = region_of(facts.city.country)
    cost = cost_band(facts.cost_amount, facts.cost_currency)
    return {
        "topic": topics_with_ancestors((topic.code for topic in facts.topics.all()), thesaurus.tree),
        "region": [region] if region else [],
        "country": [facts.city.country],
        "city": [facts.city.slug],
        "sdg": [str(number) for number in dict.fromkeys(facts.sdgs)],
        "status": [facts.status],
        "decade": [decade_of(facts.started)] if facts.started else [],
        "cost": [cost] if cost else [],
        "results": [MEASURED if case.is_measured else UNMEASURED],
        "language": list(languages),
    }
