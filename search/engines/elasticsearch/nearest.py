"""Nearest vectors under filters: one by one and exact, or through a graph where the setting says so."""

from typing import Any

from django.conf import settings
from elasticsearch.dsl import query as dsl

from search.contract.query import MatchNone
from search.contract.searcher import Hit, NearestRequest

from .counting import filter_clauses
from .translate import translate
from .vectors import INT8_HNSW, numbers

# How many vectors a shard's graph looks at, as a multiple of the hits asked for; Elasticsearch allows 10,000.
LOOKED_AT, FEWEST_LOOKED_AT, MOST_LOOKED_AT = 10, 100, 10_000

Body = dict[str, Any]


def nearest_body(request: NearestRequest) -> Body:
    """The search that finds them, the nearest first, ties by code."""
    limits = _limits(request)
    query = _graph(request, limits) if _has_graph(request) else _one_by_one(request, limits)
    return {"query": query, "size": request.limit, "sort": [{"_score": "desc"}, {"code": "asc"}]}


def _has_graph(request: NearestRequest) -> bool:
    return settings.ELASTICSEARCH_VECTORS == INT8_HNSW and request.codes is None


def _limits(request: NearestRequest) -> dsl.Query:
    clauses = [dsl.Exists(field="vector"), translate(request.query), *filter_clauses(request.filters)]
    if request.codes is not None:
        clauses.append(dsl.Terms("code", list(request.codes)))
    without = [] if request.without == MatchNone() else [translate(request.without)]
    return dsl.Bool(filter=clauses, must_not=without)


def _one_by_one(request: NearestRequest, limits: dsl.Query) -> Body:
    # No score may be negative.
    script = {"source": "dotProduct(params.vector, 'vector') + 1.0", "params": {"vector": numbers(request.vector)}}
    return {"script_score": {"query": limits.to_dict(), "script": script}}


def _graph(request: NearestRequest, limits: dsl.Query) -> Body:
    looked_at = min(MOST_LOOKED_AT, max(FEWEST_LOOKED_AT, LOOKED_AT * request.limit))
    vector = {"field": "vector", "query_vector": numbers(request.vector), "filter": limits.to_dict()}
    return {"knn": {**vector, "k": request.limit, "num_candidates": looked_at}}


def cosines(request: NearestRequest, hits: list[Body]) -> list[Hit]:
    """Hits with their cosines instead of the scores of ``nearest_body``: 1 + cosine, or half of that from a graph."""
    scale = 2.0 if _has_graph(request) else 1.0
    return [Hit(str(hit["_id"]), round(scale * float(hit["_score"]) - 1.0, 4)) for hit in hits]
