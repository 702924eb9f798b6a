"""Searches as Elasticsearch is asked them, and its answers as the contract gives them."""

from collections.abc import Iterator
from typing import Any

from elasticsearch import Elasticsearch
from elasticsearch.dsl import query as dsl

from search.contract.cursor import Cursor
from search.contract.searcher import NEWEST, RELEVANCE, STARTED, TITLE, Hit, SearchRequest, SearchResult

from .counting import aggregations, counts, filter_clauses
from .translate import translate

PAGE = 5000  # documents of one answer where all are read

Body = dict[str, Any]


def search_body(request: SearchRequest) -> Body:
    """The request. Scores cost more than all the rest: they are only computed where somebody looks at them."""
    query = translate(request.query)
    must, narrowed = ([query], []) if is_scored(request) else ([], [query])
    narrowing = filter_clauses(request.filters)
    body: Body = {"from": request.offset, "size": request.limit, "track_total_hits": True, "_source": False}
    if request.after:
        body |= {"from": 0, "search_after": [request.after.key, request.after.code]}
    if request.facets:
        body["aggs"] = aggregations(request.filters, request.facets)
    if request.facets and narrowing:
        body["post_filter"] = dsl.Bool(filter=narrowing).to_dict()
    else:
        narrowed = [*narrowed, *narrowing]
    body["query"] = (dsl.Bool(must=must, filter=narrowed) if narrowed else query).to_dict()
    if request.limit:
        body["sort"] = _order(request)
    return body


def is_scored(request: SearchRequest) -> bool:
    """Whether scores are looked at."""
    return request.sort == RELEVANCE and request.limit > 0


def _order(request: SearchRequest) -> list[Body]:
    # An index of an older format, which may not know an order, answers until the new one is built.
    keys: dict[str, Body] = {
        RELEVANCE: {"_score": {"order": "desc"}},
        NEWEST: {"newest": {"order": "desc", "unmapped_type": "long"}},
        STARTED: {"started": {"order": "desc", "unmapped_type": "integer"}},
        TITLE: {f"sort_{request.language}": {"order": "asc", "unmapped_type": "keyword"}},
    }
    return [keys[request.sort], {"code": {"order": "asc"}}]


def search(client: Elasticsearch, index: str, request: SearchRequest) -> SearchResult:
    """Asks and reads the answer. With several shards, scores are computed from the words of all of them."""
    answer = client.search(
        index=index,
        search_type="dfs_query_then_fetch" if is_scored(request) else "query_then_fetch",
        allow_partial_search_results=False,
        body=search_body(request),
    )
    hits = [_hit(found, request) for found in answer["hits"]["hits"]]
    counted = counts(answer["aggregations"], request.facets) if request.facets else {}
    total = int(answer["hits"]["total"]["value"])
    return SearchResult(total, hits, counted, _following(answer["hits"]["hits"], total, request))


def _following(found: list[Body], total: int, request: SearchRequest) -> Cursor | None:
    position = (request.after.position if request.after else request.offset) + len(found)
    if not found or position >= total:
        return None
    key, code = found[-1]["sort"]
    return Cursor(request.sort, key, code, position)


def _hit(found: Body, request: SearchRequest) -> Hit:
    return Hit(str(found["_id"]), round(float(found["_score"]), 4) if is_scored(request) else 0.0)


def every_document(client: Elasticsearch, index: str) -> Iterator[tuple[str, int, str]]:
    """(code, version, digest) of every document, by code."""
    after: dict[str, Any] = {}
    while True:
        answer = client.search(
            index=index,
            size=PAGE,
            sort=[{"code": {"order": "asc"}}],
            version=True,
            source=False,
            docvalue_fields=[{"field": "digest"}],
            track_total_hits=False,
            allow_partial_search_results=False,
            **after,
        )
        found = answer["hits"]["hits"]
        for hit in found:
            digest = hit.get("fields", {}).get("digest", [""])[0]
            yield str(hit["_id"]), int(hit["_version"]), str(digest)
        if len(found) < PAGE:
            return
        after = {"search_after": found[-1]["sort"]}
