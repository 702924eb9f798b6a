"""Face of a case: outline of its place, icon of what it is about, and one big number that says what it is."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from cases.models import Measurement
from cases.models.localized_text import resolve
from cases.written.known_dates import KnownDate

from . import localized_format as localized_format
from .amounts import WORDS_FROM, number_in_words
from .case_series import value_label
from .cut_text import cut
from .outline import Outline, outline

# Topics at the top of the thesaurus that have an icon in static/icons/topics.svg, by the same name.
ICONS = frozenset(
    {
        "waste", "cleanliness", "green-space", "water", "air-and-noise", "climate-and-energy", "trades-and-markets",
        "city-boundary", "mobility", "public-space", "housing-and-regeneration", "governance", "social", "resilience",
        "animals",
    }
)  # fmt: skip
MEANS = "governance"  # of a city; says how a practice was done more than what it is about
LONGEST_UNIT, LONGEST_NAME = 40, 56  # letters


@dataclass(frozen=True, slots=True)
class Figure:
    """The big number: a value, its unit, of what it is, how it came about and when."""

    name: str
    name_language: str
    value: str
    unit: str
    note_kind: str
    year: str


@dataclass(frozen=True, slots=True)
class CaseFace:
    """Parts of a face; each may be missing."""

    icon: str
    outline: Outline | None
    figure: Figure | None


def face(
    topic: str | None, place: tuple[str, float | None, float | None], figure: Mapping[str, Any] | None, language: str
) -> CaseFace:
    """Face of a case. ``place``: country, latitude and longitude of its city; ``figure``: as a column gives it."""
    country, latitude, longitude = place
    where = outline(country, latitude, longitude) if latitude is not None and longitude is not None else None
    return CaseFace(topic if topic in ICONS else "", where, _figure(figure, language) if figure else None)


def main_topic(paths: Iterable[tuple[str | None, ...]]) -> str | None:
    """Topic at the top under which most topics of a case stand; of equals one that is no MEANS, then by the alphabet.

    ``paths``: of each topic, its code and those above.
    """
    tops = Counter(next(code for code in reversed(path) if code) for path in paths)
    return min(tops, key=lambda code: (-tops[code], code == MEANS, code), default=None)


def last_value(measurements: Sequence[Measurement]) -> dict[str, Any]:
    """Last of some measurements, as ``face`` takes it."""
    last = max(measurements, key=lambda one: (one.date, one.pk or 0))
    return {"value": last.value, "date": last.date, "known": str(last.known or ""), "kind": last.kind}


def _figure(figure: Mapping[str, Any], language: str) -> Figure:
    value, day = Decimal(str(figure["value"])), date.fromisoformat(str(figure["date"])[:10])
    known = KnownDate.read(figure["known"]) if figure["known"] else None
    large = abs(value) >= WORDS_FROM
    name = resolve(figure["name"], language)
    return Figure(
        name=cut(name.text, LONGEST_NAME),
        name_language=name.language,
        value=number_in_words(value, language) if large else localized_format.number(value, language),
        unit=cut(resolve(figure["unit"], language).text, LONGEST_UNIT),
        note_kind=value_label(figure["kind"]),
        year=localized_format.calendar_year(known, day.year, language),
    )
