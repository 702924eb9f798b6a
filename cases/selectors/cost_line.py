"""Cost of a practice in one line that cannot mislead: kind, of what, planned or spent, year, in dollars as well."""

import re
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import pgettext, pgettext_lazy

from cases.choices import CostKind
from cases.models import CaseStudyPage
from cases.models.localized_text import LocalizedText, resolve
from cases.written.known_dates import KnownDate

from . import localized_format as localized_format
from .amounts import CONVERTED, EXACT, SHARED, amount_in_words, to_figures
from .currencies import currency_name
from .cut_text import cut
from .exchange_rates import METHOD, dollars

SHORT = 60  # letters of the basis where there is little room
RIALS_OF_A_TOMAN = 10

_KINDS: dict[str, Promise | str] = {
    CostKind.TOTAL: pgettext_lazy("of a cost", "in total"),
    CostKind.YEARLY: pgettext_lazy("of a cost", "a year"),
    CostKind.UNIT: pgettext_lazy("of a cost", "per unit"),
    CostKind.PART: pgettext_lazy("of a cost", "part of the whole"),
    "": pgettext_lazy("of a cost", "not stated what it pays for"),
}
_SPENT = (CostKind.TOTAL, CostKind.YEARLY, CostKind.PART)
# Words by which the basis itself says the kind, so that it is not said twice.
_SAYS: dict[tuple[str, str], re.Pattern[str]] = {
    (CostKind.YEARLY, "en"): re.compile(r"\b(?:a|per|each|every) year\b|\bannual|\byearly\b", re.I),
    (CostKind.YEARLY, "fa"): re.compile(r"سال"),
    (CostKind.YEARLY, "ar"): re.compile(r"سنو|سنة|عام"),
    (CostKind.UNIT, "en"): re.compile(r"\b(?:per|each|every)\b", re.I),
    (CostKind.UNIT, "fa"): re.compile(r"\bهر\b"),
    (CostKind.UNIT, "ar"): re.compile(r"لكل|\bكل\b|للـ"),
}


@dataclass(frozen=True, slots=True)
class Cost:
    """Cost as it is known. ``population`` with ``population_year``: of the city; None where not known with a year."""

    amount: Decimal
    currency: str
    kind: str
    basis: dict[str, str]
    is_planned: bool
    year: int | None
    known: KnownDate | None
    budget: Decimal | None = None
    population: int | None = None
    population_year: int | None = None


@dataclass(frozen=True, slots=True)
class CostLine:
    """Parts of the line, in the reader's language; a part that is not known is "".

    ``exact`` is the amount in digits where the line rounds it.
    """

    amount: str
    toman: str
    kind: str
    basis: LocalizedText
    state: str  # planned or spent
    year: str
    year_in_full: str
    dollars: str
    per_inhabitant: str
    population_year: str
    budget: str
    exact: str

    @property
    def method(self) -> str:
        """Method by which amounts become dollars."""
        return str(METHOD)

    @property
    def basis_cut(self) -> str:
        """Basis where there is little room."""
        return cut(self.basis.text, SHORT)


def cost_of(page: CaseStudyPage) -> Cost | None:
    """Cost of a page; None where no amount is known."""
    if page.cost_amount is None:
        return None
    return Cost(
        page.cost_amount,
        page.cost_currency,
        page.cost_kind,
        page.cost_basis,
        page.cost_planned,
        page.cost_year,
        page.cost_known,
        page.cost_budget,
        page.city.population if page.city.population_source else None,  # a figure that nobody stands behind
        page.city.population_year,
    )


def cost_line(cost: Cost, language: str) -> CostLine:
    """Line of a cost for readers of ``language``."""
    basis = resolve(cost.basis, language)
    says = _SAYS.get((cost.kind, basis.language))
    in_dollars = dollars(cost.amount, cost.currency, cost.year) if cost.currency != "USD" else None
    return CostLine(
        amount=amount_in_words(cost.amount, cost.currency, language),
        toman=_toman(cost, language),
        kind="" if says and says.search(basis.text) else str(_KINDS.get(cost.kind, _KINDS[""])),
        basis=basis,
        state=_state(cost),
        year=localized_format.calendar_year(cost.known, cost.year, language),
        year_in_full=localized_format.calendar_year_in_full(cost.known, cost.year, language),
        dollars=amount_in_words(in_dollars, "USD", language, CONVERTED) if in_dollars else "",
        per_inhabitant=_per_inhabitant(cost, in_dollars, language),
        population_year=localized_format.calendar_year(None, cost.population_year, language),
        budget=amount_in_words(cost.budget, cost.currency, language) if cost.budget else "",
        exact=_exact(cost, language),
    )


def _toman(cost: Cost, language: str) -> str:
    """Amount in tomans, which Persian readers count in."""
    if cost.currency != "IRR" or language != "fa":
        return ""
    return amount_in_words(cost.amount / RIALS_OF_A_TOMAN, "IRR", "fa").replace("ریال", "تومان")


def _state(cost: Cost) -> str:
    """Whether it was planned or spent; "" of a price, and where nobody has said what the amount pays for."""
    if cost.is_planned:
        return pgettext("of a cost", "planned")
    return pgettext("of a cost", "spent") if cost.kind in _SPENT else ""


def _per_inhabitant(cost: Cost, in_dollars: Decimal | None, language: str) -> str:
    """Share of one inhabitant in the total of everything, in dollars where they are known.

    "" without a population of a known year, and where a basis says that not everything or not the whole city is meant.
    """
    if cost.kind != CostKind.TOTAL or cost.basis or not cost.population or not cost.population_year:
        return ""
    amount, currency = (in_dollars, "USD") if in_dollars is not None else (cost.amount, cost.currency)
    return amount_in_words(amount / cost.population, currency, language, SHARED)


def _exact(cost: Cost, language: str) -> str:
    """Amount in digits, where words round it."""
    if to_figures(cost.amount, EXACT) == cost.amount:
        return ""
    name = currency_name(cost.currency, language)
    return f"{localized_format.number(cost.amount, language)} {name}"
