"""A page of hits in a stable order."""

from typing import Any

import tantivy
from tantivy import Order

from search.contract.cursor import Cursor
from search.contract.searcher import NEWEST, RELEVANCE, STARTED, TITLE, Hit, SearchRequest

MORE = 20  # hits fetched beyond the page, in case they tie with its last
GROWTH = {TITLE: 2}  # of what is fetched where they do: titles rarely tie, and each that is fetched costs

Keyed = tuple[Any, tantivy.DocAddress]


def page(
    searcher: tantivy.Searcher, query: tantivy.Query, request: SearchRequest
) -> tuple[int, list[Hit], Cursor | None]:
    """Total, the hits asked for, and where the next page begins.

    Ties are ordered by code, so the fetch goes on until the last tie is whole.
    """
    before = request.after.position if request.after else request.offset
    fetch = before + request.limit + MORE
    while True:
        total, found = _fetch(searcher, query, request, fetch)
        if not request.limit:
            return total, [], None
        is_all = len(found) >= total
        rest = _rest(searcher, found if is_all else _whole_ties(found), request)
        if is_all or len(rest) >= request.limit:
            break
        fetch = min(total, fetch * GROWTH.get(request.sort, 4))
    here = rest[: request.limit]
    scored = request.sort == RELEVANCE
    hits = [Hit(code, round(float(key), 4) if scored else 0.0) for key, code in here]
    position = before + len(here)
    return total, hits, Cursor(request.sort, *here[-1], position) if here and position < total else None


def _whole_ties(found: list[Keyed]) -> list[Keyed]:
    """Without those that tie with the last: there may be more of them."""
    last = found[-1][0]
    return [item for item in found if item[0] != last]


def _rest(searcher: tantivy.Searcher, found: list[Keyed], request: SearchRequest) -> list[tuple[Any, str]]:
    """Hits after the place asked for, in order, as (key, code)."""
    after = request.after
    if after is not None:  # codes are only read of what is needed
        found = [item for item in found if not _comes_before(item[0], after)]
    keyed = [(key, str(searcher.doc(address).get_first("code"))) for key, address in found]
    keyed.sort(key=lambda item: item[1])
    keyed.sort(key=lambda item: item[0], reverse=request.sort != TITLE)
    if after is None:
        return keyed[request.offset :]
    return [item for item in keyed if item[0] != after.key or item[1] > after.code]


def _comes_before(key: Any, after: Cursor) -> bool:
    return bool(key < after.key if after.sort == TITLE else key > after.key)


def _fetch(
    searcher: tantivy.Searcher, query: tantivy.Query, request: SearchRequest, limit: int
) -> tuple[int, list[Keyed]]:
    order: dict[str, Any] = {}
    if request.sort in (NEWEST, STARTED):
        order = {"order_by_field": request.sort, "order": Order.Desc}
    elif request.sort == TITLE:
        order = {"order_by_field": f"sort_{request.language}", "order": Order.Asc}
    try:
        result = searcher.search(query, limit, count=True, **order)
    except ValueError:  # an index of an older format cannot sort so; it answers until the new one is built
        result = searcher.search(query, limit, count=True)
    total: int = result.count  # type: ignore[attr-defined]  # missing in its stub
    return total, result.hits
