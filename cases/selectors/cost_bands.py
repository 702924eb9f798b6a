"""Costs made comparable: bands a factor of ten wide, in United States dollars."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from cases.choices import CostKind

from .exchange_rates import dollars

# Code -> from how many US dollars on; from the least.
BANDS: dict[str, int] = {
    "under-1m": 0,
    "1m-10m": 10**6,
    "10m-100m": 10**7,
    "100m-1b": 10**8,
    "over-1b": 10**9,
}
NO_TOTAL = "none"
BAND_LABELS = {
    "under-1m": _("under 1 million US dollars"),
    "1m-10m": _("1 to 10 million US dollars"),
    "10m-100m": _("10 to 100 million US dollars"),
    "100m-1b": _("100 million to 1 billion US dollars"),
    "over-1b": _("1 billion US dollars or more"),
    NO_TOTAL: _("no total known"),
}


def cost_band_of_total(kind: str, amount: Decimal | None, currency: str, year: int | None) -> str:
    """Band of a cost that is a total; ``NO_TOTAL`` for a cost of another kind, of none stated, or of no known rate."""
    return (cost_band(amount, currency, year) if kind == CostKind.TOTAL else None) or NO_TOTAL


def cost_band(amount: Decimal | None, currency: str, year: int | None) -> str | None:
    """Band of a cost in its own currency (ISO 4217), of a year. None without an amount or a known rate.

    An amount that is exactly a limit is in the upper band.
    """
    known = None if amount is None else dollars(amount, currency, year)
    if known is None:
        return None
    return next((code for code, least in reversed(BANDS.items()) if known >= least), None)
