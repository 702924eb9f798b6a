"""Cases as they show in lists, in the reader's language."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import cast

from cases.choices import Status
from cases.models import Case, CaseStudyPage
from cases.models.localized_text import fallbacks

from .countries import country_name
from .public_pages import public_pages

# A card shows little of what a page holds; reading the rest would take most of the time of a search.
SHOWN = (
    "title", "summary", "status", "started", "ended", "slug", "url_path", "depth", "path", "locale__language_code",
    "city__slug", "city__names", "city__country",
    "case__code", "case__import_id", "case__title_translations", "case__summary_translations",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CaseCard:
    """A case in a list. ``language`` is that of the title; ``page_language`` that of the page ``url`` leads to."""

    code: str
    import_id: str | None
    title: str
    language: str
    summary: str
    url: str
    page_language: str
    city: str
    city_slug: str
    country: str
    status: str
    status_label: str
    started: int | None
    ended: int | None


def case_cards(codes: Sequence[str], language: str) -> list[CaseCard]:
    """Cards of the public ones of these cases, in the order given. Two queries."""
    if not codes:
        return []
    best = _best_pages(codes, language)
    rows = CaseStudyPage.objects.select_related("locale", "city", "case").only(*SHOWN)
    pages = rows.in_bulk(best.values())
    return [_card(pages[best[code]], language) for code in codes if best.get(code) in pages]


def _best_pages(codes: Iterable[str], language: str) -> dict[str, int]:
    """Primary key of the page of each case that suits a reader of ``language`` best."""
    order = {code: position for position, code in enumerate(fallbacks(language))}
    rows = public_pages().filter(case__code__in=list(codes)).values_list("case__code", "pk", "locale__language_code")
    best_last = sorted(rows, key=lambda row: -order.get(row[2], len(order)))
    return {case: page for case, page, _language in best_last}


def _card(page: CaseStudyPage, language: str) -> CaseCard:
    case, page_language = cast(Case, page.case), page.locale.language_code
    # A title in the reader's own language may be known though no page is written in it.
    known = page_language != language and language in case.title_translations
    return CaseCard(
        code=case.code,
        import_id=case.import_id,
        title=case.title_translations[language] if known else page.title,
        language=language if known else page_language,
        summary=case.summary_translations.get(language, page.summary) if known else page.summary,
        url=page.get_url() or "",
        page_language=page_language,
        city=page.city.name(language),
        city_slug=page.city.slug,
        country=country_name(page.city.country, language),
        status=page.status,
        status_label=str(Status(page.status).label),
        started=page.started,
        ended=page.ended,
    )
