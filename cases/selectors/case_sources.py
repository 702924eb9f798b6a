"""Sources of a case as its page lists them: those that something cites first, each with the places that cite it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.choices import SourceKind
from cases.models import CaseStudyPage
from cases.written.known_dates import KnownYear

from . import localized_format as localized_format
from .languages import language_name

Keys = Iterable[str | None]
_POINTS: tuple[tuple[str, Promise | str], ...] = (
    ("results", _("Results")),
    ("limits", _("Limits and failures")),
    ("conditions", _("What your city needs first")),
)


@dataclass(frozen=True, slots=True)
class CitingPlace:
    """Place on the page that cites a source: its anchor and what it is."""

    anchor: str
    label: str


@dataclass(frozen=True, slots=True)
class Source:
    """Source as a reader sees it; what is not known is "". ``number`` is its place in the list of all."""

    number: int
    title: str
    url: str
    publisher: str
    year: str
    language: str
    language_code: str
    kind: str
    is_copy: bool
    original: str
    is_seen: bool
    page: str
    file: str  # its title, with its kind
    file_url: str
    places: list[CitingPlace]


@dataclass(slots=True)
class Citing:
    """Keys of sources that a page cites, with the places in the order in which a reader meets them."""

    places: dict[str, list[CitingPlace]] = field(default_factory=dict)

    def cite(self, keys: Keys, anchor: str, label: object) -> None:
        """Notes that a place cites these keys; a place stands once below each."""
        place = CitingPlace(anchor, str(label))
        for key in keys:
            if key and place not in (known := self.places.setdefault(key, [])):
                known.append(place)


def cited(page: CaseStudyPage, figures: Iterable[Keys], adoptions: Keys) -> Citing:
    """Citations of the page. ``figures``: the keys that each indicator cites, with its values."""
    found = Citing()
    found.cite([page.outcome_source], "outcome", pgettext_lazy("of a practice", "Outcome"))
    found.cite([page.cost_source, page.cost_budget_source], "cost", _("Cost"))
    for name, label in _POINTS:
        for number, block in enumerate(getattr(page, f"{name}_points"), start=1):
            text = f"{label} {localized_format.digits(number)}"
            found.cite(block.value["sources"], f"{name}-{number}", text)
    for number, keys in enumerate(figures, start=1):
        found.cite(keys, f"series-{number}", f"{_('Figures')} {localized_format.digits(number)}")
    found.cite((block.value["source"] for block in page.documents), "took", _("Upstream documents"))
    for block in page.body:
        if isinstance(block.value, Mapping):
            found.cite([block.value.get("source")], "account", _("The longer account"))
    found.cite(adoptions, "adoptions", pgettext_lazy("list of cities", "Adopted by"))
    return found


def sources_of(page: CaseStudyPage, citing: Citing, language: str) -> list[Source]:
    """Sources of the page, the cited ones first, each group as the editors ordered it."""
    blocks = sorted((block.value for block in page.sources), key=lambda value: value["key"] not in citing.places)
    return [
        _source(value, number, citing.places.get(value["key"], []), language)
        for number, value in enumerate(blocks, start=1)
    ]


def source_numbers(page: CaseStudyPage, citing: Citing) -> dict[str, int]:
    """Numbers of the sources by their keys, as ``sources_of`` lists them."""
    keys = sorted(page.source_keys(), key=lambda key: key not in citing.places)
    return {key: number for number, key in enumerate(keys, start=1)}


def _source(value: Mapping[str, Any], number: int, places: list[CitingPlace], language: str) -> Source:
    code = value.get("lang") or ""
    return Source(
        number=number,
        title=value["title"],
        url=value.get("url") or "",
        publisher=value.get("publisher") or "",
        year=_year(value.get("year"), language),
        language=language_name(code, language) if code else "",
        language_code=code,
        kind=str(dict(SourceKind.choices).get(value.get("kind") or "", "")),
        is_copy=bool(value.get("copy")),
        original=value.get("original") or "",
        is_seen=bool(value.get("seen")),
        page=localized_format.digits(value.get("page") or "", language),
        file=_file_name(value.get("file")),
        file_url=value["file"].url if value.get("file") else "",
        places=places,
    )


def _year(year: int | None, language: str) -> str:
    return localized_format.written_year(year.known if isinstance(year, KnownYear) else None, year, language)


def _file_name(document: Any) -> str:
    """Title of a document, with the kind of file it is."""
    if not document:
        return ""
    kind = document.file_extension.upper()
    return f"{document.title} ({kind})" if kind else str(document.title)
