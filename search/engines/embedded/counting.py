"""Filters and facet counts."""

from collections.abc import Mapping, Sequence

import tantivy
from tantivy import Occur

MOST_VALUES = 10_000  # more than any facet has
Filters = Mapping[str, Sequence[str]]


def filter_query(query: tantivy.Query, filters: Filters, schema: tantivy.Schema) -> tantivy.Query:
    """The query, narrowed: any value within a facet, all facets together. Filters add nothing to scores."""
    clauses = [(Occur.Must, query)]
    for facet, values in filters.items():
        if values:
            any_of = tantivy.Query.term_set_query(schema, facet, list(values))
            clauses.append((Occur.Must, tantivy.Query.const_score_query(any_of, 0.0)))
    return query if len(clauses) == 1 else tantivy.Query.boolean_query(clauses)


def facet_counts(
    searcher: tantivy.Searcher, query: tantivy.Query, filters: Filters, facet: str, schema: tantivy.Schema
) -> dict[str, int]:
    """How many cases each value of a facet would give, its own selection left aside."""
    others = {name: values for name, values in filters.items() if name != facet}
    narrowed = filter_query(query, others, schema)
    answer = searcher.aggregate(narrowed, {"values": {"terms": {"field": facet, "size": MOST_VALUES}}})
    return {bucket["key"]: int(bucket["doc_count"]) for bucket in answer["values"]["buckets"]}
