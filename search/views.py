"""The results page."""

from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from .answer.service import FacetResult, SearchPage, search, topics_near
from .content.facets import FACETS
from .contract.errors import EngineUnavailable
from .contract.searcher import NEWEST, RELEVANCE, SORTS, STARTED, TITLE
from .params import DEEPEST, SearchParams
from .reports import query_log

SHOWN = 8  # choices of a facet before "show all"
ORDERS = {
    RELEVANCE: _("relevance"),
    NEWEST: _("newest first"),
    STARTED: _("latest start first"),
    TITLE: pgettext_lazy("sort order", "title"),
}


@dataclass(slots=True)
class Choice:
    """A link that changes the search. ``narrower``: narrower choices, where the facet is a tree."""

    facet: str
    label: str
    url: str
    count: int
    selected: bool
    value: str
    narrower: "list[Choice]" = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """Whether a narrower choice is made."""
        return any(choice.selected or choice.is_open for choice in self.narrower)


@dataclass(frozen=True, slots=True)
class FacetChoices:
    """A facet as links: the first few, and the rest behind "show all"."""

    name: str
    label: str
    first: list[Choice]
    rest: list[Choice]
    is_open: bool
    note: str = ""

    @property
    def is_tree(self) -> bool:
        """Whether some choices have narrower ones."""
        return any(choice.narrower for choice in (*self.first, *self.rest))

    @property
    def count(self) -> int:
        """Number of choices when all are shown."""
        return len(self.first) + len(self.rest)

    @property
    def rest_is_open(self) -> bool:
        """Whether one of the rest is chosen."""
        return any(choice.selected or choice.is_open for choice in self.rest)


@dataclass(frozen=True, slots=True)
class ActiveChoice:
    """A choice in force, named with its facet, and the link that drops it."""

    facet: str
    label: str
    url: str


def results(request: HttpRequest) -> HttpResponse:
    """Searches, and shows what was found, what was ignored, and ways on. 503 when the engine does not answer."""
    params = SearchParams.from_query(request.GET, get_language() or "fa")
    try:
        page = search(params)
    except EngineUnavailable:
        return render(request, "search/results.html", {"params": params, "unavailable": True}, status=503)
    if params.page == 1 and not params.filters and not params.sort:  # a new search, not a step within one
        query_log.note(params.q, params.language, page.total)
    pages = max(1, -(-min(page.total, DEEPEST) // params.size))
    context = {
        "params": params,
        "page": page,
        "facets": [_choices(facet, params) for facet in page.facets],
        "active": _active(page),
        "chosen": [(name, value) for name, values in params.filters.items() for value in values],
        "page_count": pages,
        "previous_url": params.query_string(page=params.page - 1) if 1 < params.page <= pages else "",
        "next_url": params.query_string(page=params.page + 1) if params.page < pages else "",
        "orders": [
            (order, str(ORDERS[order]), params.query_string(sort=order, page=1), order == params.order)
            for order in (SORTS if params.q.strip() else SORTS[1:])
        ],
        "exact_url": params.query_string(exact=True, page=1),
        "offers": [(text, params.query_string(q=text, page=1)) for text in page.did_you_mean],
        "unknown_values": [word for word in page.plan.parsed.fields if not word.codes] if page.plan else [],
        "near_topics": topics_near(page, params.language),
        "without_filters_url": params.query_string(filters={}, page=1),
        "clear_url": params.query_string(filters={}, page=1),
    }
    response = render(request, "search/results.html", context)
    if page.degraded:  # true for this moment only: no copy of it is kept
        response.headers["Cache-Control"] = "private, no-store"
    return response


def _choices(facet: FacetResult, params: SearchParams) -> FacetChoices:
    top: list[Choice] = []
    path: list[Choice] = []  # the choices above the one being read
    for item in facet.values:
        url = params.toggled(facet.name, item.value).query_string()
        choice = Choice(facet.name, item.label, url, item.count, item.selected, item.value)
        path = path[: item.depth]
        (path[-1].narrower if path else top).append(choice)
        path.append(choice)
    is_open = any(item.selected for item in facet.values)
    return FacetChoices(facet.name, facet.label, top[:SHOWN], top[SHOWN:], is_open, facet.note)


def _active(page: SearchPage) -> list[ActiveChoice]:
    """Choices in force, in the order of the facets."""
    return [
        ActiveChoice(facet.label, item.label, page.params.toggled(facet.name, item.value).query_string())
        for facet in page.facets
        if facet.name in FACETS
        for item in facet.values
        if item.selected
    ]
