"""Names of languages, from Unicode's CLDR by way of Babel."""

from functools import lru_cache

from babel import Locale


@lru_cache(maxsize=500)
def language_name(code: str, language: str) -> str:
    """Name of a language (ISO 639-1) for readers of ``language``; the code itself where there is none."""
    return str(Locale(language).languages.get(code, code))
