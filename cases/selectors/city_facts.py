"""Facts of a city as readers see them: none without its year and its source."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from cases.choices import PopulationScope
from cases.models import City

from . import localized_format as localized_format

# Kinds of counts, by the words that sources say of themselves, the surest first. What says none of them has none.
_KINDS = (
    (re.compile(r"\bcensus\b|سرشماری|تعداد|إحصاء", re.IGNORECASE), _("census")),
    (re.compile(r"\bregist(?:er|ration)\b|ثبت احوال|السجل المدني", re.IGNORECASE), _("population register")),
    (re.compile(r"\bestimate[ds]?\b|برآورد|تقدير", re.IGNORECASE), _("estimate")),
    (re.compile(r"\b(?:statisti|resident population)", re.IGNORECASE), _("statistics office")),
)
_LATIN = re.compile(r"[A-Za-z]")
_ARABIC = re.compile(r"[\u0600-\u06ff]")


@dataclass(frozen=True, slots=True)
class Population:
    """Population of a city: of what ("" where nobody has said), when, and who counted.

    ``kind``: how it was counted, in the reader's language; "" where the source does not say. ``source`` stands as it
    was written; ``language`` is that of its letters where they are not the reader's, for screen readers.
    """

    number: str
    scope: str
    year: str
    kind: str
    source: str
    language: str


def population_of(city: City, language: str) -> Population | None:
    """Population of a city; None without its year and its source, since then it says nothing."""
    if not (city.population and city.population_year and city.population_source):
        return None
    source = city.population_source
    return Population(
        number=localized_format.number(city.population, language),
        scope=str(dict(PopulationScope.choices).get(city.population_scope, "")),
        year=localized_format.written_year(city.population_known, city.population_year, language),
        kind=next((str(label) for pattern, label in _KINDS if pattern.search(source)), ""),
        source=source,
        language="en" if language != "en" and _LATIN.search(source) and not _ARABIC.search(source) else "",
    )
