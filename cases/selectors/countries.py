"""Names of countries, from Unicode's CLDR by way of Babel."""

from functools import lru_cache

from babel import Locale


@lru_cache(maxsize=2000)
def country_name(code: str, language: str) -> str:
    """Name of a country (ISO 3166-1 alpha-2) for readers of ``language``; the code itself where there is none."""
    return str(Locale(language).territories.get(code, code))
