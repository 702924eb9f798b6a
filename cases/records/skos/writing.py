"""Writes a thesaurus as SKOS, in Turtle or RDF/XML."""

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, SKOS, XSD

from cases.records.concept import ThesaurusFile


def write_skos(file: ThesaurusFile, base: str, kind: str) -> bytes:
    """Thesaurus as SKOS. ``base``: address of the site, in which concepts get theirs; ``kind``: turtle or xml."""
    graph = Graph()
    topics = Namespace(f"{base.rstrip('/')}/topics/")
    graph.bind("skos", SKOS)
    graph.bind("dcterms", DCTERMS)
    graph.bind("topic", topics)
    scheme = URIRef(str(topics))
    graph.add((scheme, RDF.type, SKOS.ConceptScheme))
    graph.add((scheme, DCTERMS.identifier, Literal(str(file.scheme.get("id", "thesaurus")))))
    if source := file.scheme.get("source"):
        graph.add((scheme, DCTERMS.source, URIRef(str(source))))
    title = file.scheme.get("title")
    for language, text in (title if isinstance(title, dict) else {}).items():
        graph.add((scheme, DCTERMS.title, Literal(text, lang=language)))
    for number, concept in enumerate(file.concepts):
        node = topics[concept.code]
        graph.add((node, RDF.type, SKOS.Concept))
        graph.add((node, SKOS.inScheme, scheme))
        graph.add((node, SKOS.notation, Literal(concept.code)))
        graph.add((node, DCTERMS.identifier, Literal(number, datatype=XSD.integer)))  # its place in the order
        if concept.broader:
            graph.add((node, SKOS.broader, topics[concept.broader]))
            graph.add((topics[concept.broader], SKOS.narrower, node))
        else:
            graph.add((node, SKOS.topConceptOf, scheme))
            graph.add((scheme, SKOS.hasTopConcept, node))
        for language, text in concept.prefLabel.items():
            graph.add((node, SKOS.prefLabel, Literal(text, lang=language)))
        for language, texts in concept.altLabel.items():
            preferred = concept.prefLabel.get(language)
            for text in texts:
                if text != preferred:  # S13
                    graph.add((node, SKOS.altLabel, Literal(text, lang=language)))
        for language, text in concept.definition.items():
            graph.add((node, SKOS.definition, Literal(text, lang=language)))
        for language, text in concept.briefing.items():
            graph.add((node, SKOS.note, Literal(text, lang=language)))
        for code in concept.related:
            graph.add((node, SKOS.related, topics[code]))
        for address in concept.exactMatch:
            graph.add((node, SKOS.exactMatch, URIRef(address)))
        if concept.deprecated:
            graph.add((node, OWL.deprecated, Literal(True)))
    for code, target in file.merged.items():
        # No skos:Concept any more, so that nobody offers it: an address that says where its meaning went.
        graph.add((topics[code], SKOS.notation, Literal(code)))
        graph.add((topics[code], OWL.deprecated, Literal(True)))
        graph.add((topics[code], DCTERMS.isReplacedBy, topics[target]))
    written: bytes = graph.serialize(format="turtle" if kind == "turtle" else "pretty-xml", encoding="utf-8")
    return written
