"""Cases as they show in lists, in the reader's language."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from cases.choices import Status
from cases.models.localized_text import fallbacks, resolve

from .countries import country_name
from .page_addresses import page_addresses
from .prepared_queries import PreparedQuery
from .public_pages import public_pages


@dataclass(frozen=True, slots=True)
class CaseCard:
    """Case in a list. ``language`` is that of the title; ``page_language`` that of the page ``url`` leads to."""

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


class _Row(NamedTuple):
    """Columns of a page and its case for a card; model objects would take most of the time of a search."""

    code: str
    import_id: str | None
    titles: dict[str, str]
    summaries: dict[str, str]
    language: str
    title: str
    summary: str
    url_path: str
    city_slug: str
    city_names: dict[str, str]
    country: str
    status: str
    started: int | None
    ended: int | None


_COLUMNS = (
    "case__code", "case__import_id", "case__title_translations", "case__summary_translations",
    "locale__language_code", "title", "summary", "url_path", "city__slug", "city__names", "city__country",
    "status", "started", "ended",
)  # fmt: skip
_ROWS = PreparedQuery(lambda codes: public_pages().filter(case__code__in=codes).values_list(*_COLUMNS))


def case_cards(codes: Sequence[str], language: str) -> list[CaseCard]:
    """Cards of the public ones of these cases, in the order given. One query."""
    if not codes:
        return []
    best = _best_pages(codes, language)
    addresses = page_addresses(row.url_path for row in best.values())
    return [_card(best[code], language, addresses) for code in codes if code in best]


def _best_pages(codes: Iterable[str], language: str) -> dict[str, _Row]:
    """The page of each case that suits a reader of ``language`` best."""
    order = {code: position for position, code in enumerate(fallbacks(language))}
    best_last = sorted(map(_Row._make, _ROWS.rows(list(codes))), key=lambda row: -order.get(row.language, len(order)))
    return {row.code: row for row in best_last}


def _card(row: _Row, language: str, addresses: Mapping[str, str]) -> CaseCard:
    # A title in the reader's own language may be known though no page is written in it.
    known = row.language != language and language in row.titles
    return CaseCard(
        code=row.code,
        import_id=row.import_id,
        title=row.titles[language] if known else row.title,
        language=language if known else row.language,
        summary=row.summaries.get(language, row.summary) if known else row.summary,
        url=addresses.get(row.url_path, ""),
        page_language=row.language,
        city=resolve(row.city_names, language).text or row.city_slug,
        city_slug=row.city_slug,
        country=country_name(row.country, language),
        status=row.status,
        status_label=str(Status(row.status).label),
        started=row.started,
        ended=row.ended,
    )
