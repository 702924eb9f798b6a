"""Parameters of a search, checked: of the page, the API and the command line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from .content.facets import FACETS
from .contract.cursor import Cursor
from .contract.searcher import NEWEST, RELEVANCE, SORTS

SIZE = 20
MOST = 100
DEEPEST = 10_000  # hits a reader can page to


@dataclass(frozen=True, slots=True)
class SearchParams:
    """A checked request. ``errors`` say, in the reader's language, what was ignored and why.

    ``is_walk``: whoever asks goes through all results, page by page, each of which begins ``after`` the one before.
    """

    q: str = ""
    language: str = "fa"
    page: int = 1
    size: int = SIZE
    sort: str = ""
    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    errors: tuple[str, ...] = ()
    exact: bool = False  # search what was typed, even where it looks misspelled
    is_walk: bool = False
    after: Cursor | None = None

    @property
    def order(self) -> str:
        """The order asked for; by itself relevance where there are words, the newest first where there are none."""
        return self.sort or (RELEVANCE if self.q.strip() else NEWEST)

    @property
    def offset(self) -> int:
        """Hits before this page."""
        return (self.page - 1) * self.size

    @classmethod
    def from_query(cls, query: QueryDict, language: str) -> Self:
        """Reads a query string. Never raises: what is wrong is left out and named in ``errors``."""
        errors: list[str] = []
        page = _number(query.get("page", "1"), _("page"), errors)
        if (page - 1) * SIZE >= DEEPEST:
            errors.append(_("Results can be paged up to %(most)s; narrow the search instead.") % {"most": DEEPEST})
            page = 1
        sort = query.get("sort", "")
        if sort and sort not in SORTS:
            errors.append(_("There is no order “%(sort)s”.") % {"sort": sort[:40]})
            sort = ""
        filters = {}
        for name in FACETS:
            values = [value for value in dict.fromkeys(query.getlist(name)) if value][:50]
            if values:
                filters[name] = [value[:80].replace("\x00", "") for value in values]
        return cls(
            query.get("q", "").replace("\x00", ""), language, page, SIZE, sort, filters, tuple(errors), "exact" in query
        )

    def toggled(self, facet: str, value: str) -> Self:
        """Parameters with a facet's value chosen, or no longer chosen."""
        chosen = list(self.filters.get(facet, ()))
        chosen = [item for item in chosen if item != value] if value in chosen else [*chosen, value]
        filters = {**self.filters, facet: chosen}
        return replace(self, filters={name: values for name, values in filters.items() if values}, page=1)

    def query_string(self, **changes: Any) -> str:
        """Query string of the search, in one order for equal searches; empty when nothing is asked."""
        params = replace(self, **changes) if changes else self
        pairs: list[tuple[str, str]] = [("q", params.q)] if params.q else []
        pairs += [(name, value) for name in FACETS for value in sorted(params.filters.get(name, ()))]
        pairs += [("exact", "1")] if params.exact else []
        pairs += [("sort", params.sort)] if params.sort else []
        pairs += [("page", str(params.page))] if params.page > 1 else []
        return f"?{urlencode(pairs)}" if pairs else "?"


def _number(text: str, name: str, errors: list[str]) -> int:
    try:
        number = int(text)
    except ValueError:
        number = 0
    if not 1 <= number <= DEEPEST:
        errors.append(_("“%(value)s” is not a %(name)s number.") % {"value": text[:40], "name": name})
        return 1
    return number
