"""The results page."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from . import query_log
from .contract import SORTS, EngineUnavailable
from .facets import FACETS
from .params import DEEPEST, SearchParams
from .service import FacetResult, SearchPage, search, topics_near


@dataclass(frozen=True, slots=True)
class Choice:
    """A link that changes the search."""

    label: str
    url: str
    count: int
    selected: bool
    depth: int
    value: str


@dataclass(frozen=True, slots=True)
class FacetChoices:
    """A facet as a list of links."""

    name: str
    label: str
    choices: list[Choice]
    is_open: bool
    note: str = ""


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
        "page_count": pages,
        "previous_url": params.query_string(page=params.page - 1) if 1 < params.page <= pages else "",
        "next_url": params.query_string(page=params.page + 1) if params.page < pages else "",
        "orders": [
            (order, params.query_string(sort=order, page=1), order == params.order)
            for order in (SORTS if params.q.strip() else SORTS[1:])
        ],
        "exact_url": params.query_string(exact=True, page=1),
        "offers": [(text, params.query_string(q=text, page=1)) for text in page.did_you_mean],
        "unknown_values": [word for word in page.plan.reading.fields if not word.codes] if page.plan else [],
        "near_topics": topics_near(page, params.language),
        "without_filters_url": params.query_string(filters={}, page=1),
        "clear_url": params.query_string(filters={}, page=1),
    }
    return render(request, "search/results.html", context)


def _choices(facet: FacetResult, params: SearchParams) -> FacetChoices:
    choices = [
        Choice(
            item.label,
            params.toggled(facet.name, item.value).query_string(),
            item.count,
            item.selected,
            item.depth,
            item.value,
        )
        for item in facet.values
    ]
    return FacetChoices(facet.name, facet.label, choices, any(choice.selected for choice in choices), facet.note)


def _active(page: SearchPage) -> list[Choice]:
    """Choices in force, each with the link that drops it."""
    facets = [_choices(facet, page.params) for facet in page.facets if facet.name in FACETS]
    return [choice for facet in facets for choice in facet.choices if choice.selected]
