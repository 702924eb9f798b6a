"""City of a row, which other people's sheets name in one language, and often without its country."""

import re
from typing import Any

from cases.records.countries import country_code
from cases.records.sheets.cells import CellError, NamedCity, Names
from cases.written.addresses import address_part

from .matching import Matching

_PARTS = re.compile(r"\s*[,،()/–-]\s*")


def city_of(content: dict[str, Any], matching: Matching, names: Names) -> NamedCity:
    """The city that a row names, or that its whole sheet is of; its names become those of the record.

    Raises CellError where no city is named, or nobody knows which one is meant.
    """
    given = content.setdefault("city", {})
    texts = {language: given[language] for language in ("en", "fa", "ar") if given.get(language)}
    if not texts and matching.city:
        texts = {"en" if matching.city.isascii() else "fa": matching.city}
    if not texts:
        raise CellError("missing", "is missing")
    country = country_code(str(given.get("country") or "")) or matching.country
    if not country:
        texts, country = _with_country(texts)
    if names.city is not None:
        found = names.city(texts, country)
    else:
        english = texts.get("en", "")
        if not address_part(english):
            raise CellError("city_in_latin", "holds no Latin letter; write the English name of the city")
        found = NamedCity(english, country, texts)
    for language in ("en", "fa", "ar"):
        given.pop(language, None)
    given |= {**found.names, "en": found.english, "country": found.country}
    return found


def _with_country(texts: dict[str, str]) -> tuple[dict[str, str], str]:
    """Names without the country that stands behind one: “Lyon, France”."""
    for language, text in texts.items():
        parts = [part for part in _PARTS.split(text) if part]
        if len(parts) > 1 and (code := country_code(parts[-1])):
            return {**texts, language: text[: text.rfind(parts[-1])].rstrip(" ,،(/–-")}, code
    return texts, ""
