"""Briefing of a topic: what its cases came to, drawn from their outcomes, and which of them to read first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Count, OuterRef, Subquery
from wagtail.blocks import StreamValue

from cases.choices import CostKind, MeasurementKind, Outcome
from cases.models.indicator import Measurement
from cases.models.localized_text import LocalizedText, fallbacks

from .amounts import CONVERTED, amount_in_words
from .body_text import texts_in
from .exchange_rates import dollars
from .public_pages import public_pages

READ = 200  # cases, the newest, that points and costs are drawn from
POINTS = 3  # of each kind that are shown
LEAST_COSTS = 2  # totals that make a range


@dataclass(frozen=True, slots=True)
class Point:
    """A sentence of a case, and the code of that case."""

    text: LocalizedText
    code: str


@dataclass(frozen=True, slots=True)
class OutcomeCount:
    """Number of the cases of a topic with an outcome."""

    code: str
    label: str
    number: int


@dataclass(frozen=True, slots=True)
class CostRange:
    """Range of the totals of the cases of a topic that are known in US dollars."""

    least: str
    most: str
    cases: int


@dataclass(frozen=True, slots=True)
class TopicBriefing:
    """Briefing of a topic. ``first``: codes of the cases to read first, each of another outcome."""

    outcomes: list[OutcomeCount]
    works: list[Point]
    fails: list[Point]
    cost: CostRange | None
    first: list[str]


class _Row(NamedTuple):
    """Columns of a page; a topic has hundreds."""

    code: str
    language: str
    outcome: str
    results: StreamValue
    limits: StreamValue
    cost_amount: Decimal | None
    cost_currency: str
    cost_kind: str
    cost_year: int | None
    measured: int | None  # number of its values that were measured


_COLUMNS = (
    "case__code", "locale__language_code", "outcome", "results_points", "limits_points", "cost_amount",
    "cost_currency", "cost_kind", "cost_year",
)  # fmt: skip
_MEASURED = Subquery(
    Measurement.objects.order_by()
    .filter(indicator__case=OuterRef("case"), kind=MeasurementKind.MEASURED)
    .values("indicator__case")
    .annotate(number=Count("pk"))
    .values("number")
)


def topic_briefing(codes: Sequence[str], topics: Iterable[str], language: str) -> TopicBriefing:
    """Briefing drawn from cases: the newest of a topic (``codes``), which with all below it is ``topics``.

    Two queries, however many cases there are; none without cases.
    """
    if not codes:
        return TopicBriefing([], [], [], None, [])
    known = _best_rows(codes[:READ], language)
    rows = [known[code] for code in codes[:READ] if code in known]
    best = sorted(rows, key=lambda row: -(row.measured or 0))  # stable: the newest among equals
    return TopicBriefing(
        outcomes=_outcomes(topics),
        works=_points(best, (Outcome.REACHED, Outcome.PARTLY), "results", language),
        fails=_points(best, (Outcome.MISSED, Outcome.PARTLY), "limits", language),
        cost=_cost_range(rows, language),
        first=_first(best),
    )


def _best_rows(codes: Sequence[str], language: str) -> dict[str, _Row]:
    """The page of each case that suits a reader of ``language`` best."""
    pages = public_pages().order_by().filter(case__code__in=codes).values_list(*_COLUMNS, _MEASURED)
    order = {code: place for place, code in enumerate(fallbacks(language))}
    best_last = sorted(map(_Row._make, pages), key=lambda row: -order.get(row.language, len(order)))
    return {row.code: row for row in best_last}


def _outcomes(topics: Iterable[str]) -> list[OutcomeCount]:
    """Outcomes of all public cases of these topics, from the best on."""
    pages = public_pages().order_by().filter(topics__code__in=list(topics))
    counts: Mapping[str, int] = dict(pages.values_list("outcome").annotate(number=Count("case", distinct=True)))
    return [OutcomeCount(one.value, str(one.label), counts[one]) for one in Outcome if counts.get(one)]


def _points(rows: Sequence[_Row], outcomes: Sequence[str], kind: str, language: str) -> list[Point]:
    """The first sentence of each of some cases, those of the first outcome before the others."""
    found = []
    for outcome in outcomes:
        for row in rows:
            text = _sentence(getattr(row, kind), language) if row.outcome == outcome else None
            if text:
                found.append(Point(text, row.code))
    return found[:POINTS]


def _sentence(points: StreamValue, language: str) -> LocalizedText | None:
    for code in fallbacks(language):
        if texts := texts_in(points, code):
            return LocalizedText(texts[0], code)
    return None


def _cost_range(rows: Sequence[_Row], language: str) -> CostRange | None:
    totals = [
        amount
        for row in rows
        if row.cost_kind == CostKind.TOTAL and row.cost_amount
        if (amount := dollars(row.cost_amount, row.cost_currency, row.cost_year)) is not None
    ]
    if len(totals) < LEAST_COSTS:
        return None
    least, most = (amount_in_words(end, "USD", language, CONVERTED) for end in (min(totals), max(totals)))
    return CostRange(least, most, len(totals))


def _first(rows: Sequence[_Row]) -> list[str]:
    """A case that reached its goal, one that missed it, and one in between: those with most measured values."""
    wanted = (Outcome.REACHED, Outcome.MISSED, Outcome.PARTLY)
    found = (next((row.code for row in rows if row.outcome == outcome), None) for outcome in wanted)
    return [code for code in found if code]
