"""Notes of what a SKOS file says and a thesaurus has no place for, so that nothing is left out in silence."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext_noop as _
from rdflib import Graph
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS
from rdflib.term import Node

from cases.records.lazy_messages import LazyMessage

from .names import SKOSXL, known_languages, language_of, literals_of, named

_MOST_NAMED = 10  # of one kind, in a note
_LABELS = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
_PROSE = (SKOS.definition, SKOS.note)
_LINKS = (SKOS.broader, SKOS.narrower, SKOS.related)
_READ = {
    *_LABELS, *_PROSE, *_LINKS, SKOS.notation, SKOS.exactMatch,
    DCTERMS.identifier, DCTERMS.isReplacedBy, OWL.deprecated,
    # Said by the rest as well.
    RDF.type, SKOS.inScheme, SKOS.topConceptOf, SKOS.broaderTransitive, SKOS.narrowerTransitive, SKOS.semanticRelation,
}  # fmt: skip
_NAMESPACES = {"skos": SKOS, "skosxl": SKOSXL, "dcterms": DCTERMS, "owl": OWL, "rdfs": RDFS, "rdf": RDF}


def note_what_is_left_out(
    graph: Graph, concepts: Sequence[Node], merged: Mapping[Node, Node], notes: list[str]
) -> None:
    """Notes labels and prose in other languages, other properties, concepts elsewhere, and what is no concept."""
    if languages := _other_languages(label for kind in _LABELS for label in graph.objects(None, kind)):
        notes.append(LazyMessage(_("Labels in these languages are left out: %(languages)s"), languages=languages))
    prose = (text for concept in concepts for kind in _PROSE for text in literals_of(graph, concept, kind))
    if languages := _other_languages(prose):
        message = _("Definitions and notes in these languages are left out: %(languages)s")
        notes.append(LazyMessage(message, languages=languages))
    if properties := _other_properties(graph, concepts):
        message = _("There is no place here for these properties, which are left out: %(properties)s")
        notes.append(LazyMessage(message, properties=properties))
    if links := _links_elsewhere(graph, concepts, merged):
        message = _("Links to concepts that are not in the file are left out: %(links)s")
        notes.append(LazyMessage(message, links=_some(links)))
    things = {thing for kind in _LABELS for thing in graph.subjects(kind)} | {*graph.subjects(SKOS.member)}
    schemes = {*graph.subjects(RDF.type, SKOS.ConceptScheme)}
    if others := things - {*concepts, *merged} - schemes:
        message = _("What is no skos:Concept is left out, such as collections: %(names)s")
        notes.append(LazyMessage(message, names=_some([named(graph, thing) for thing in sorted(others, key=str)])))


def note_cut(notes: list[str], concept: str, texts: Mapping[str, str], longest: int) -> None:
    """Notes texts of a concept that are longer than what is kept of them."""
    for language, text in texts.items():
        if len(text) > longest:
            message = _("%(concept)s: a text (%(language)s) is cut after %(longest)s characters.")
            notes.append(LazyMessage(message, concept=concept, language=language, longest=longest))


def _other_languages(texts: Iterable[Node]) -> str:
    known, tags = known_languages(), {language_of(text) for text in texts}
    return ", ".join(sorted(tag or "—" for tag in tags if tag.partition("-")[0] not in known))


def _other_properties(graph: Graph, concepts: Sequence[Node]) -> str:
    """Properties, each with the number of concepts that have it and the first of them."""
    having: dict[str, list[Node]] = {}
    for concept in concepts:
        for predicate in {*graph.predicates(concept)} - _READ:
            having.setdefault(_short(predicate), []).append(concept)
        if len({*graph.objects(concept, SKOS.notation)}) > 1:
            having.setdefault("skos:notation", []).append(concept)
    parts = [f"{name} ({len(those)}: {named(graph, those[0])})" for name, those in sorted(having.items())]
    return "; ".join(parts[:40]) + ("; …" if len(parts) > 40 else "")


def _links_elsewhere(graph: Graph, concepts: Sequence[Node], merged: Mapping[Node, Node]) -> list[str]:
    inside = {*concepts, *merged}
    return [
        f"{named(graph, concept)} {_short(kind)} {target}"
        for concept in concepts
        for kind in _LINKS
        for target in sorted({*graph.objects(concept, kind)} - inside, key=str)
    ]


def _short(predicate: Node) -> str:
    text = str(predicate)
    for prefix, namespace in _NAMESPACES.items():
        if text.startswith(str(namespace)):
            return f"{prefix}:{text.removeprefix(str(namespace))}"
    return text


def _some(names: list[str]) -> str:
    return "; ".join(names[:_MOST_NAMED]) + (f"; … ({len(names)})" if len(names) > _MOST_NAMED else "")
