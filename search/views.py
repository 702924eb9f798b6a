"""The results page."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from .answer.service import SearchPage, search, topics_near
from .catalogue.choices import active_choices, facet_choices, shared_labels
from .catalogue.drawn_map import drawings
from .catalogue.rows import Row, rows
from .catalogue.ways import Ways
from .content.numbers import localized_number
from .content.rows import digits, outcomes
from .contract.errors import MENDED_WITHIN, EngineUnavailable, is_mended
from .contract.searcher import NEWEST, RELEVANCE, SORTS, STARTED, TITLE
from .params import DEEPEST, LIST, MAP, TABLE, VIEWS, SearchParams
from .reports import query_log

MOST_SAID = 3  # titles of a description
MOST_OFFERED = 600  # characters of all texts that are offered instead
ORDERS = {
    RELEVANCE: _("relevance"),
    NEWEST: _("newest first"),
    STARTED: _("latest start first"),
    TITLE: pgettext_lazy("sort order", "title"),
}
VIEW_NAMES = {
    LIST: pgettext_lazy("way to show cases", "List"),
    MAP: pgettext_lazy("way to show cases", "Map"),
    TABLE: pgettext_lazy("way to show cases", "Table"),
}

DOWNLOADS = (("csv", "CSV"), ("xlsx", "Excel"), ("json", "JSON"), ("geojson", "GeoJSON"))  # of home/views/downloads.py


def results(request: HttpRequest) -> HttpResponse:
    """Searches, and shows what was found, what was ignored, and ways on. 503 when the engine does not answer, or its
    index is being mended.
    """
    asked = SearchParams.from_query(request.GET, get_language() or "fa")
    try:
        page = _with_a_page(search(asked, as_shown=True))
    except EngineUnavailable as error:
        return _unavailable(request, asked, error)
    params = page.params
    is_new = asked.page == 1 and not params.filters and not params.sort  # not a step within a search
    if is_new and (params.view == LIST or not page.total):
        query_log.note(params.q, params.language, page.total)
    way = Ways(params)
    context = {**_found(page, way), **_ways_on(page, way)}
    response = render(request, "search/results.html", context)
    if page.degraded or page.meaning_left_out:  # true for this moment only: no copy of it is kept
        response.headers["Cache-Control"] = "private, no-store"
    return response


def _unavailable(request: HttpRequest, params: SearchParams, error: EngineUnavailable) -> HttpResponse:
    context = {
        "params": params,
        "query": params.query_string(),
        "views": _views(Ways(params)),
        "unavailable": True,
        "mended": is_mended(error),
    }
    response = render(request, "search/results.html", context, status=503)
    response.headers["Retry-After"] = str(MENDED_WITHIN)
    return response


def _with_a_page(page: SearchPage) -> SearchPage:
    """The page asked for, or the last where there are fewer, which it says."""
    params, last = page.params, _pages(page)
    if params.page <= last:
        return page
    if not page.total:
        return replace(page, params=replace(params, page=1))
    number = localized_number(last)
    text = ngettext(
        "There is %(number)s page of results: this is it.",
        "There are %(number)s pages of results: this is the last.",
        last,
    )
    return search(replace(params, page=last, errors=(*params.errors, text % {"number": number})), as_shown=True)


def _pages(page: SearchPage) -> int:
    size, number = page.params.size, min(page.total, DEEPEST)
    if page.shown is None:
        return max(1, -(-number // size))
    return 1 + -(-max(0, number - page.shown) // size)  # the first page is a merged one


def _views(way: Ways) -> list[tuple[str, str, Any, bool]]:
    """Ways to show what was found: its name in an address and for readers, where it is, and whether it is in force."""
    shown = way.params.view
    return [(view, str(VIEW_NAMES[view]), way("view", view, view=view, page=1), view == shown) for view in VIEWS]


def _found(page: SearchPage, way: Ways) -> dict[str, Any]:
    """Context of a template: the cases found, and what is shown of them."""
    params = page.params
    matches, near = rows(page)
    shared = shared_labels(page.facets)
    context: dict[str, Any] = {
        "params": params,
        "query": params.query_string(),  # for the switch of languages
        "page": page,
        "rows": matches,
        "near": near,
        "has_near": any(row.is_near for row in matches),
        "facets": [facet_choices(facet, way, shared) for facet in page.facets],
        "active": active_choices(page, way),
        "chosen": [(name, value) for name, values in params.filters.items() for value in values],
        "unknown_values": [word for word in page.plan.parsed.fields if not word.codes] if page.plan else [],
        "near_topics": topics_near(page, params.language),
        "said": _said(page, matches),
    }
    if params.view == MAP:
        context["drawings"] = drawings([*matches, *near])
        context |= {"outcomes": outcomes(), "digits": digits("0123456789", params.language)}
    return context


def _said(page: SearchPage, matches: Sequence[Row]) -> str:
    """Description of the results for whoever is sent a link to them: how many, and the first of them."""
    if not page.total:
        return ""
    number = localized_number(page.total)
    text = ngettext("%(number)s case", "%(number)s cases", page.total) % {"number": number}
    titles = [row.card.title for row in matches if row.is_match]
    return f"{text}: {' · '.join(titles[:MOST_SAID])}"


def _ways_on(page: SearchPage, way: Ways) -> dict[str, Any]:
    """Context of a template: ways on to other pages, orders, views, spellings, and files."""
    params, pages = page.params, _pages(page)
    orders = SORTS if params.q else SORTS[1:]
    return {
        "views": _views(way),
        "page_count": pages,
        "previous": way.page(params.page - 1, "prev") if params.page > 1 else None,
        "next": way.page(params.page + 1, "next") if params.page < pages else None,
        "orders": [
            (order, str(ORDERS[order]), way("sort", order, sort=order, page=1), order == params.order)
            for order in orders
        ],
        "again": way("page", params.page),
        "exact": way("exact", 1, exact=True, page=1),
        "offers": [(text, params.query_string(q=text, page=1)) for text in _offered(page.did_you_mean)],
        "this_search": way("page", 1, page=1),
        "download_query": _whole(params),
        "most_downloaded": DEEPEST,
        "download_kinds": DOWNLOADS,
        "without_filters": way("clear", 1, filters={}, page=1),
    }


def _whole(params: SearchParams) -> str:
    """Query string for all that is found, whatever page is shown; "" where nothing was asked."""
    query = params.query_string(page=1, view=LIST)
    return query if len(query) > 1 else ""


def _offered(texts: Sequence[str]) -> list[str]:
    """The first of these texts: each is a whole query, so there is no room for many long ones."""
    lengths = accumulate(map(len, texts))
    return [text for text, length in zip(texts, lengths, strict=True) if length <= MOST_OFFERED]
