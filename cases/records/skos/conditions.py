"""Integrity conditions of SKOS that a thesaurus is checked for (https://www.w3.org/TR/skos-reference/)."""

from collections.abc import Iterable

from django.utils.translation import gettext_noop as _
from rdflib import Graph
from rdflib.namespace import SKOS
from rdflib.term import Node

from cases.records.lazy_messages import LazyMessage

from .names import named

_MOST_SHOWN = 200  # problems of one kind in a file


def broken_conditions(graph: Graph, concepts: Iterable[Node]) -> list[LazyMessage]:
    """Breaches of S13, S14 and S27, up to two hundred of each."""
    concepts = list(concepts)
    return [*_s13(graph, concepts), *_s14(graph, concepts), *_s27(graph, concepts)]


def _s13(graph: Graph, concepts: Iterable[Node]) -> list[LazyMessage]:
    """Breaches of S13: preferred, alternative and hidden labels are pairwise disjoint."""
    kinds = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
    problems: list[LazyMessage] = []
    for concept in concepts:
        seen: set[Node] = set()
        for kind in kinds:
            labels = set(graph.objects(concept, kind))
            problems += [
                LazyMessage(
                    _("%(concept)s: “%(label)s” (%(language)s) is a label of two kinds (SKOS S13)."),
                    concept=named(graph, concept),
                    label=label,
                    language=getattr(label, "language", "") or "—",
                )
                for label in sorted(labels & seen, key=str)
            ]
            seen |= labels
    return problems[:_MOST_SHOWN]


def _s14(graph: Graph, concepts: Iterable[Node]) -> list[LazyMessage]:
    """Breaches of S14: at most one preferred label a language."""
    problems: list[LazyMessage] = []
    for concept in concepts:
        by_language: dict[str, list[str]] = {}
        for label in graph.objects(concept, SKOS.prefLabel):
            by_language.setdefault(getattr(label, "language", None) or "", []).append(str(label))
        problems += [
            LazyMessage(
                _("%(concept)s: several preferred labels in one language (%(language)s): %(labels)s (SKOS S14)."),
                concept=named(graph, concept),
                language=language or "—",
                labels=", ".join(sorted(labels)),
            )
            for language, labels in sorted(by_language.items())
            if len(labels) > 1
        ]
    return problems[:_MOST_SHOWN]


def _s27(graph: Graph, concepts: Iterable[Node]) -> list[LazyMessage]:
    """Breaches of S27: related concepts are neither broader nor narrower than each other."""
    known = set(concepts)
    broader = {concept: _broader_of(graph, concept) for concept in known}
    pairs = set()
    for one, other in graph.subject_objects(SKOS.related):
        if other in broader.get(one, ()) or one in broader.get(other, ()):
            pairs.add(tuple(sorted((named(graph, one), named(graph, other)))))
    return [
        LazyMessage(
            _("%(one)s and %(other)s are related though one lies above the other (SKOS S27)."), one=one, other=other
        )
        for one, other in sorted(pairs)
    ][:_MOST_SHOWN]


def parents_of(graph: Graph, concept: Node) -> set[Node]:
    """Concepts directly broader than a concept, whichever end says it."""
    return {
        *graph.objects(concept, SKOS.broader),
        *graph.subjects(SKOS.narrower, concept),
    }


def _broader_of(graph: Graph, concept: Node) -> set[Node]:
    found: set[Node] = set()
    waiting = [*parents_of(graph, concept), *graph.objects(concept, SKOS.broaderTransitive)]
    while waiting:
        node = waiting.pop()
        if node not in found:
            found.add(node)
            waiting += parents_of(graph, node)
    return found
