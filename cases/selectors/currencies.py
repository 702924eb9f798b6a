"""Names of currencies, from Unicode's CLDR by way of Babel."""

from functools import lru_cache

from babel import Locale


@lru_cache(maxsize=1000)
def currency_name(code: str, language: str) -> str:
    """Name of a currency (ISO 4217) for readers of ``language``; the code itself where there is none."""
    return str(Locale(language).currencies.get(code, code))
