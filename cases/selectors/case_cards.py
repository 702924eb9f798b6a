"""Cases as they show in lists, in the reader's language."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from cases.choices import Status
from cases.models import Case, CaseStudyPage
from cases.models.localized_text import fallbacks, resolve

from .countries import country_name
from .public_pages import public_pages


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
    """Cards of the public ones of these cases, in the order given. Three queries."""
    pages = public_pages().select_related("locale", "city").order_by("pk")
    cases = Case.objects.filter(code__in=codes).prefetch_related(Prefetch("pages", pages))
    cards = {case.code: _card(case, case.pages.all(), language) for case in cases}
    return [card for code in codes if (card := cards.get(code))]


def _card(case: Case, pages: Iterable[CaseStudyPage], language: str) -> CaseCard | None:
    by_language = {page.locale.language_code: page for page in pages}
    page = next((by_language[code] for code in fallbacks(language) if code in by_language), None)
    if page is None:
        return None
    title = resolve({**case.title_translations, **{code: p.title for code, p in by_language.items()}}, language)
    summaries = {**case.summary_translations, **{code: p.summary for code, p in by_language.items()}}
    return CaseCard(
        code=case.code,
        import_id=case.import_id,
        title=title.text,
        language=title.language,
        summary=summaries.get(title.language) or page.summary,
        url=page.get_url() or "",
        page_language=page.locale.language_code,
        city=page.city.name(language),
        city_slug=page.city.slug,
        country=country_name(page.city.country, language),
        status=page.status,
        status_label=str(Status(page.status).label),
        started=page.started,
        ended=page.ended,
    )
