"""Parameters of a search, checked: of the page, the API and the command line.

Nothing else of an address is read, and what a page or an answer says of a search is made of what was checked here.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from .content.facets import FACETS, known_values
from .content.numbers import localized_number
from .contract.cursor import Cursor
from .contract.searcher import NEWEST, RELEVANCE, SORTS

LIST, MAP, TABLE = VIEWS = ("list", "map", "table")
SIZE = 20
SIZES = {LIST: SIZE, MAP: 100, TABLE: 50}  # cases on a page
MOST = 100
DEEPEST = 10_000  # hits a reader can page to
LONGEST = 1000  # characters of a text; more are neither searched nor shown
LONG = 300  # characters of a query string that may stand in each of the hundreds of links of a page
MOST_VALUES = 50  # of a facet
MOST_NAMED, LONGEST_NAMED = 3, 40  # values that are named as unknown, and characters of each
ZWNJ = "\u200c"  # the only invisible character that a Persian word needs
_BLANK = {"Zs", "Zl", "Zp", "Cc", "Cf"}  # categories of characters that show nothing


@dataclass(frozen=True, slots=True)
class SearchParams:
    """A checked request. ``errors`` say, in the reader's language, what was ignored and why.

    ``q`` is what is read of the text that was typed; "" where that was nothing that shows.
    ``is_walk``: whoever asks goes through all results, page by page, each of which begins ``after`` the one before.
    ``goes_on``: pages go on from a first one that merges word matches and semantic ones; else they are of word matches.
    """

    q: str = ""
    language: str = "fa"
    page: int = 1
    size: int = SIZE
    sort: str = ""
    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    errors: tuple[str, ...] = ()
    exact: bool = False  # search what was typed, even where it looks misspelled
    view: str = LIST  # how the page shows what was found; the API shows nothing
    is_walk: bool = False
    after: Cursor | None = None
    goes_on: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "q", _readable(_readable(self.q)[:LONGEST]))

    @property
    def order(self) -> str:
        """The order asked for; by itself relevance where there are words, the newest first where there are none."""
        return self.sort or (RELEVANCE if self.q else NEWEST)

    @property
    def offset(self) -> int:
        """Hits before this page."""
        return (self.page - 1) * self.size

    @property
    def is_long(self) -> bool:
        """Whether it is too long to stand in every link of a page."""
        return len(self.query_string()) > LONG

    @classmethod
    def from_query(cls, query: QueryDict, language: str) -> Self:
        """Reads a query string. Never raises: what is wrong is left out and named in ``errors``.

        The buttons of a long search send ``clear``, which drops all filters, and ``toggle=FACET:VALUE``, which chooses
        a value or undoes the choice.
        """
        errors: list[str] = []
        view = query.get("view", "") or LIST
        if view not in VIEWS:
            errors.append(_("There is no view “%(view)s”.") % {"view": _named(view)})
            view = LIST
        size = SIZES[view]
        page = _number(query.get("page", "1"), _("page"), errors)
        if (page - 1) * size >= DEEPEST:
            errors.append(_("Results can be paged up to %(most)s; narrow the search instead.") % _most(DEEPEST))
            page = 1
        sort = query.get("sort", "")
        if sort and sort not in SORTS:
            errors.append(_("There is no order “%(sort)s”.") % {"sort": _named(sort)})
            sort = ""
        typed = _readable(query.get("q", ""))
        if len(typed) > LONGEST:
            errors.append(_("Search reads %(most)s characters; what came after them was left out.") % _most(LONGEST))
        asked = {} if "clear" in query else {name: query.getlist(name) for name in FACETS}
        filters = _known(asked, errors)
        params = cls(typed, language, page, size, sort, filters, exact="exact" in query, view=view, goes_on=True)
        facet, _separator, value = query.get("toggle", "").partition(":")
        if facet in FACETS and _known({facet: [value]}, errors):
            params = params.toggled(facet, value)
        return replace(params, errors=tuple(errors))

    def toggled(self, facet: str, value: str) -> Self:
        """Parameters with a facet's value chosen, or no longer chosen."""
        chosen = list(self.filters.get(facet, ()))
        chosen = [item for item in chosen if item != value] if value in chosen else [*chosen, value][-MOST_VALUES:]
        filters = {**self.filters, facet: chosen}
        return replace(self, filters={name: values for name, values in filters.items() if values}, page=1)

    def query_string(self, **changes: Any) -> str:
        """Query string of the search, in one order for equal searches; empty when nothing is asked."""
        params = replace(self, **changes) if changes else self
        pairs: list[tuple[str, str]] = [("q", params.q)] if params.q else []
        pairs += [(name, value) for name in FACETS for value in sorted(params.filters.get(name, ()))]
        pairs += [("exact", "1")] if params.exact else []
        pairs += [("sort", params.sort)] if params.sort else []
        pairs += [("view", params.view)] if params.view != LIST else []
        pairs += [("page", str(params.page))] if params.page > 1 else []
        return f"?{urlencode(pairs)}" if pairs else "?"


def _known(asked: Mapping[str, Sequence[str]], errors: list[str]) -> dict[str, Sequence[str]]:
    """Values that there are, each once, at most ``MOST_VALUES`` of a facet."""
    filters: dict[str, Sequence[str]] = {}
    for name, values in asked.items():
        wanted = list(dict.fromkeys(value for value in values if value))
        known = known_values(name, wanted)
        label = {"facet": FACETS[name].label}
        if len(known) < len(wanted):
            held = set(known)
            unknown = [_("“%(value)s”") % {"value": _named(value)} for value in wanted if value not in held]
            named = pgettext("between words", ", ").join(unknown[:MOST_NAMED])
            named += " …" if len(unknown) > MOST_NAMED else ""
            errors.append(_("%(facet)s: there is no value %(values)s.") % {**label, "values": named})
        if len(known) > MOST_VALUES:
            text = _("%(facet)s: at most %(most)s values can be chosen; the others were left out.")
            errors.append(text % {**label, **_most(MOST_VALUES)})
        if known:
            filters[name] = known[:MOST_VALUES]
    return filters


def _readable(typed: str) -> str:
    """Text that was typed; "" where that was blanks alone."""
    text = typed.replace("\x00", "")
    return text if any(unicodedata.category(sign) not in _BLANK for sign in text) else ""


def _named(value: str) -> str:
    """The beginning of what was typed, to be named in a sentence, whose direction it must not turn."""
    shown = "".join(sign for sign in value[: 2 * LONGEST_NAMED] if sign == ZWNJ or unicodedata.category(sign)[0] != "C")
    return f"\u2068{shown[:LONGEST_NAMED]}\u2069"


def _most(number: int) -> dict[str, str]:
    return {"most": localized_number(number)}


def _number(text: str, name: str, errors: list[str]) -> int:
    try:
        number = int(text)
    except ValueError:
        number = 0
    if not 1 <= number <= DEEPEST:
        errors.append(_("“%(value)s” is not a %(name)s number.") % {"value": _named(text), "name": name})
        return 1
    return number
