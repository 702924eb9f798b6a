"""Addresses of concepts elsewhere: of the thesaurus that a file holds, and those that it says mean the same."""

import re

from rdflib import Graph
from rdflib.namespace import DCTERMS, SKOS
from rdflib.term import Node, URIRef

from cases.records.concept import MOST_ADDRESSES

NOWHERE = "urn:x-thesaurus:"  # what addresses of a file begin with that are relative to it
_OURS = "/topics/"  # end of the address of the scheme in the files of this software, which know topics by their codes
_ADDRESS = re.compile(r"(https?://|urn:)\S+")


def addresses_of(graph: Graph, concept: Node, code: str, scheme: Node | None) -> list[str]:
    """Addresses of a concept: its own, unless a site like this one wrote the file, and those of skos:exactMatch."""
    own = [] if str(concept) == f"{_base(scheme)}{code}" else [concept]
    found = {str(node) for node in [*own, *graph.objects(concept, SKOS.exactMatch)] if isinstance(node, URIRef)}
    return sorted(filter(_is_address, found))[:MOST_ADDRESSES]


def source_of(graph: Graph, scheme: Node | None) -> str:
    """Address of the scheme that a file holds; of a file of this software the one that it says it comes from."""
    node = graph.value(scheme, DCTERMS.source) if _base(scheme) else scheme
    return str(node) if isinstance(node, URIRef) and _is_address(str(node)) else ""


def _base(scheme: Node | None) -> str:
    return str(scheme) if scheme is not None and str(scheme).endswith(_OURS) else ""


def _is_address(text: str) -> bool:
    return len(text) <= 1000 and not text.startswith(NOWHERE) and _ADDRESS.fullmatch(text) is not None
