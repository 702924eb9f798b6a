"""Cases as they show in lists, in the reader's language."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from wagtail.blocks import StreamValue

from cases.choices import Outcome, Status
from cases.models.localized_text import LocalizedText, fallbacks, resolve
from cases.written.known_dates import KnownDate

from . import localized_format as localized_format
from .card_pictures import CardPicture, card_pictures
from .case_face import CaseFace, face
from .cost_line import Cost, CostLine, cost_line
from .countries import country_name
from .face_columns import with_faces
from .frames import frame_address
from .page_addresses import page_addresses
from .prepared_queries import PreparedQuery
from .public_pages import public_pages
from .standing import Standing


@dataclass(frozen=True, slots=True)
class CaseCard:
    """Case in a list. ``language`` is that of the title; ``page_language`` that in which its story is written.

    ``url`` leads to its page in the reader's language, or to its frame in that language around the page there is.
    """

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
    outcome: str
    outcome_label: str
    brief: LocalizedText
    cost_kind: str
    cost: CostLine | None
    started: int | None
    ended: int | None
    start: str  # as text, as it is known; "" where it is not
    span: str  # from start to end
    picture: CardPicture | None
    face: CaseFace  # where there is no picture
    standing: Standing


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
    outcome: str
    brief: dict[str, str]
    cost_amount: Decimal | None
    cost_currency: str
    cost_kind: str
    cost_basis: dict[str, str]
    cost_planned: bool
    cost_year: int | None
    cost_known: KnownDate | None
    started: int | None
    started_known: KnownDate | None
    ended: int | None
    ended_known: KnownDate | None
    latitude: float | None
    longitude: float | None
    main_topic: str | None
    first_figure: dict[str, Any] | None
    gallery: StreamValue
    evidence_level: str
    signed_opinions: int
    archived_on: date | None
    archive_reason: str


_COLUMNS = (
    "case__code", "case__import_id", "case__title_translations", "case__summary_translations",
    "locale__language_code", "title", "summary", "url_path", "city__slug", "city__names", "city__country",
    "status", "outcome", "brief", "cost_amount", "cost_currency", "cost_kind",
    "cost_basis", "cost_planned", "cost_year", "cost_known", "started", "started_known", "ended", "ended_known",
    "city__latitude", "city__longitude", "main_topic", "first_figure", "gallery",
    "case__evidence_level", "case__signed_opinions", "case__archived_on", "case__archive_reason",
)  # fmt: skip
_ROWS = PreparedQuery(lambda codes: with_faces(public_pages().filter(case__code__in=codes)).values_list(*_COLUMNS))


def case_cards(codes: Sequence[str], language: str) -> list[CaseCard]:
    """Cards of the public ones of these cases, in the order given. One query, and one for their pictures."""
    if not codes:
        return []
    best = _best_pages(codes, language)
    addresses = page_addresses(row.url_path for row in best.values())
    pictures = card_pictures({code: row.gallery for code, row in best.items()})
    return [_card(best[code], language, addresses, pictures.get(code)) for code in codes if code in best]


def _best_pages(codes: Iterable[str], language: str) -> dict[str, _Row]:
    """The page of each case that suits a reader of ``language`` best."""
    order = {code: position for position, code in enumerate(fallbacks(language))}
    where, read_in = _COLUMNS.index("case__code"), _COLUMNS.index("locale__language_code")

    def best(rows: Sequence[Sequence[Any]]) -> Iterable[Sequence[Any]]:
        best_last = sorted(rows, key=lambda row: -order.get(row[read_in], len(order)))
        return {row[where]: row for row in best_last}.values()

    return {row.code: row for row in map(_Row._make, _ROWS.rows(list(codes), choose=best))}


def _card(row: _Row, language: str, addresses: Mapping[str, str], picture: CardPicture | None) -> CaseCard:
    # A title in the reader's own language may be known though no page is written in it.
    known = row.language != language and language in row.titles
    return CaseCard(
        code=row.code,
        import_id=row.import_id,
        title=row.titles[language] if known else row.title,
        language=language if known else row.language,
        summary=row.summaries.get(language, row.summary) if known else row.summary,
        url=_address(row, language, addresses),
        page_language=row.language,
        city=resolve(row.city_names, language).text or row.city_slug,
        city_slug=row.city_slug,
        country=country_name(row.country, language),
        status=row.status,
        status_label=str(Status(row.status).label),
        outcome=row.outcome,
        outcome_label=str(Outcome(row.outcome).label),
        brief=resolve(row.brief, language),
        cost_kind=row.cost_kind if row.cost_amount is not None else "",
        cost=_cost(row, language),
        started=row.started,
        ended=row.ended,
        start=localized_format.known_year(row.started_known, row.started, language),
        span=localized_format.known_span((row.started_known, row.started), (row.ended_known, row.ended), language),
        picture=picture,
        face=face(row.main_topic, (row.country, row.latitude, row.longitude), row.first_figure, language),
        standing=Standing.of(row),
    )


def _address(row: _Row, language: str, addresses: Mapping[str, str]) -> str:
    if row.language == language or row.url_path not in addresses:
        return addresses.get(row.url_path, "")
    return frame_address(row.url_path.rstrip("/").rpartition("/")[2], language)


def _cost(row: _Row, language: str) -> CostLine | None:
    if row.cost_amount is None:
        return None
    basis, planned = row.cost_basis, row.cost_planned
    known = Cost(row.cost_amount, row.cost_currency, row.cost_kind, basis, planned, row.cost_year, row.cost_known)
    return cost_line(known, language)
