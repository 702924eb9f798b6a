"""Filters and facet counts."""

from collections.abc import Mapping, Sequence

import tantivy
from tantivy import Occur

MOST_VALUES = 10_000  # more than any facet has
Filters = Mapping[str, Sequence[str]]


def chosen(filters: Filters) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Filters in a form that can be remembered."""
    return tuple((facet, tuple(values)) for facet, values in sorted(filters.items()))


def filter_query(query: tantivy.Query, filters: Filters, schema: tantivy.Schema) -> tantivy.Query:
    """The query, narrowed: any value within a facet, all facets together. Filters add nothing to scores."""
    clauses = [(Occur.Must, query)]
    for facet, values in filters.items():
        if values:
            clauses.append((Occur.Must, tantivy.Query.const_score_query(_any_of(facet, values, schema), 0.0)))
    return query if len(clauses) == 1 else tantivy.Query.boolean_query(clauses)


def _any_of(facet: str, values: Sequence[str], schema: tantivy.Schema) -> tantivy.Query:
    try:
        return tantivy.Query.term_set_query(schema, facet, list(values))
    except ValueError:  # an index of an older format, which has no such facet; it answers until the new one is built
        return tantivy.Query.empty_query()


def facet_counts(
    searcher: tantivy.Searcher, query: tantivy.Query, filters: Filters, facets: Sequence[str], schema: tantivy.Schema
) -> dict[str, dict[str, int]]:
    """Counts of cases by facet and value, a facet's own selection left aside.

    Facets without a selection see the same documents, so they are counted in one pass.
    """
    unselected = [name for name in facets if not filters.get(name)]
    counts = _count(searcher, filter_query(query, filters, schema), unselected) if unselected else {}
    for name in facets:
        if filters.get(name):
            others = {other: values for other, values in filters.items() if other != name}
            counts |= _count(searcher, filter_query(query, others, schema), [name])
    return counts


def _count(searcher: tantivy.Searcher, query: tantivy.Query, facets: Sequence[str]) -> dict[str, dict[str, int]]:
    asked = {name: {"terms": {"field": name, "size": MOST_VALUES}} for name in facets}
    answer = searcher.aggregate(query, asked)
    return {name: {bucket["key"]: int(bucket["doc_count"]) for bucket in answer[name]["buckets"]} for name in facets}
