"""Filters and facet counts: a facet's own selection narrows the hits (``post_filter``), not its own counts."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from elasticsearch.dsl import query as dsl

MOST_VALUES = 10_000  # more than any facet has
OTHERS = "unselected"

Filters = Mapping[str, Sequence[str]]
Body = dict[str, Any]


def filter_clauses(filters: Filters) -> list[dsl.Query]:
    """Any value within a facet, all facets together."""
    return [dsl.Terms(facet, list(values)) for facet, values in filters.items() if values]


def aggregations(filters: Filters, facets: Sequence[str]) -> Body:
    """Aggregations that count facets. Those without a selection see one set of documents and are counted together."""
    unselected = [name for name in facets if not filters.get(name)]
    found = {OTHERS: _narrowed(filters, unselected)} if unselected else {}
    for name in facets:
        if filters.get(name):
            others = {other: values for other, values in filters.items() if other != name}
            found[name] = _narrowed(others, [name])
    return found


def _narrowed(filters: Filters, facets: Sequence[str]) -> Body:
    clause = dsl.Bool(filter=filter_clauses(filters))
    counted = {name: {"terms": {"field": name, "size": MOST_VALUES}} for name in facets}
    return {"filter": clause.to_dict(), "aggs": counted}


def counts(answer: Body, facets: Sequence[str]) -> dict[str, dict[str, int]]:
    """The counts of every facet asked for."""
    return {name: dict(_buckets(answer, name)) for name in facets}


def _buckets(answer: Body, facet: str) -> Iterator[tuple[str, int]]:
    found = answer[facet] if facet in answer else answer[OTHERS]
    for bucket in found[facet]["buckets"]:
        yield str(bucket["key"]), int(bucket["doc_count"])
