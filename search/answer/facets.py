"""Facets of an answer: their values named, counted, and in the order to show them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from search.content.facets import Facet, path_to
from search.content.thesaurus import current_thesaurus
from search.contract.searcher import SearchResult
from search.params import SearchParams
from search.text.collation import sort_key

MOST_VALUES = 200  # of a facet are listed


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of a facet: how many cases it would give, and where it stands in a tree (0 at the top)."""

    value: str
    label: str
    count: int
    selected: bool
    depth: int = 0


@dataclass(frozen=True, slots=True)
class FacetResult:
    """A facet with its values in the order to show them; the rarest are left out where there are very many."""

    name: str
    label: str
    values: list[FacetValue]
    note: str = ""
    left_out: int = 0


def _by_count(counts: Mapping[str, int], labels: Mapping[str, str], language: str) -> Callable[[str], Any]:
    """Order of the values of a facet: the most frequent first, equals by alphabet."""
    return lambda value: (-counts[value], sort_key(labels[value], language))


def facet_result(facet: Facet, result: SearchResult, params: SearchParams) -> FacetResult:
    """A facet with the values that were counted, and with those chosen."""
    counts = dict(result.facets.get(facet.name, {}))
    selected = set(params.filters.get(facet.name, ()))
    counts |= {value: 0 for value in selected if value not in counts}  # a choice that gives nothing can be undone
    labels = facet.labels(counts, params.language)
    tree = current_thesaurus().tree if facet.is_tree else {}
    depths = {value: tree[value].depth if value in tree else 0 for value in labels}
    # A broader topic has at least as many cases as any below it, so it stays where one of them does.
    frequent = sorted(labels, key=lambda value: (value not in selected, -counts[value], depths[value]))
    kept = set(frequent[:MOST_VALUES])
    by_count = _by_count(counts, labels, params.language)
    if facet.is_tree and params.q:  # what a search found most is what it is about
        order = sorted(labels, key=lambda value: [by_count(each) for each in path_to(value, labels)])
    else:
        order = list(labels) if facet.in_order else sorted(labels, key=by_count)
    values = [
        FacetValue(value, labels[value], counts[value], value in selected, depths[value])
        for value in order
        if value in kept
    ]
    return FacetResult(facet.name, str(facet.label), values, str(facet.note), len(labels) - len(kept))
