"""A thesaurus as SKOS, in Turtle or RDF/XML: read with what SKOS itself forbids refused, and written."""

from collections.abc import Iterable, Sequence
from typing import Any
from xml.sax import SAXException
from xml.sax.handler import ContentHandler

import defusedxml.sax
from defusedxml import DefusedXmlException
from django.conf import settings
from django.utils.text import slugify
from django.utils.translation import gettext_noop as _
from pydantic import ValidationError
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, SKOS, XSD
from rdflib.term import Node

from .concept import ThesaurusFile
from .told import RuleBroken, Told

FORMATS = {"turtle": "text/turtle", "xml": "application/rdf+xml"}
_MOST_SHOWN = 200  # problems of one kind in a file


class ThesaurusError(Exception):
    """A file that is not taken at all, with every reason, in the reader's language."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = list(problems)

    @classmethod
    def of(cls, error: ValidationError) -> "ThesaurusError":
        """What pydantic found."""
        return cls([RuleBroken(item) for item in error.errors()])


def read_skos(content: bytes, notes: list[str]) -> ThesaurusFile:
    """A SKOS file as one of ours. What has no place here goes to ``notes``.

    Raises ThesaurusError for a file that cannot be read, that breaks SKOS's integrity conditions S13, S14 or S27, or
    whose concepts are no tree.
    """
    graph = _parse(content)
    merged = _merged(graph)
    concepts = sorted(set(graph.subjects(RDF.type, SKOS.Concept)) - set(merged), key=str)
    if not concepts:
        raise ThesaurusError([Told(_("There is no skos:Concept in the file."))])
    problems = [*_s13(graph, concepts), *_s14(graph, concepts), *_s27(graph, concepts)]
    codes, bad_codes = _codes(graph, concepts)
    broader, bad_trees = _broader(graph, concepts, codes)
    if problems := [*problems, *bad_codes, *bad_trees]:
        raise ThesaurusError(problems)
    _note_what_is_left_out(graph, notes)
    scheme = next(iter(graph.subjects(RDF.type, SKOS.ConceptScheme)), None)
    description = {"id": str(graph.value(scheme, DCTERMS.identifier) or "thesaurus")} if scheme else {"id": "thesaurus"}
    titles = _texts(graph, scheme, (DCTERMS.title, SKOS.prefLabel)) if scheme else {}
    if titles:
        description["title"] = {language: texts[0] for language, texts in titles.items()}  # type: ignore[assignment]
    records = [_concept(graph, concept, codes, broader) for concept in _in_order(graph, concepts)]
    gone, _bad = _codes(graph, merged)
    taken_over = {gone[node]: codes[target] for node, target in merged.items() if gone[node] and target in codes}
    taken_over = {code: target for code, target in sorted(taken_over.items()) if code not in codes.values()}
    try:
        return ThesaurusFile.model_validate({"scheme": description, "concepts": records, "merged": taken_over})
    except ValidationError as error:
        raise ThesaurusError.of(error) from None


def write_skos(file: ThesaurusFile, base: str, kind: str) -> bytes:
    """The thesaurus as SKOS. ``base``: address of the site, in which concepts get theirs; ``kind``: turtle or xml."""
    graph = Graph()
    topics = Namespace(f"{base.rstrip('/')}/topics/")
    graph.bind("skos", SKOS)
    graph.bind("dcterms", DCTERMS)
    graph.bind("topic", topics)
    scheme = URIRef(str(topics))
    graph.add((scheme, RDF.type, SKOS.ConceptScheme))
    graph.add((scheme, DCTERMS.identifier, Literal(str(file.scheme.get("id", "thesaurus")))))
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
        for code in concept.related:
            graph.add((node, SKOS.related, topics[code]))
        if concept.deprecated:
            graph.add((node, OWL.deprecated, Literal(True)))
    for code, target in file.merged.items():
        # No skos:Concept any more, so that nobody offers it: an address that says where its meaning went.
        graph.add((topics[code], SKOS.notation, Literal(code)))
        graph.add((topics[code], OWL.deprecated, Literal(True)))
        graph.add((topics[code], DCTERMS.isReplacedBy, topics[target]))
    written: bytes = graph.serialize(format="turtle" if kind == "turtle" else "pretty-xml", encoding="utf-8")
    return written


def _parse(content: bytes) -> Graph:
    is_xml = content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and b"rdf:RDF" in content[:20_000]
    is_xml = is_xml or content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml")
    graph = Graph()
    try:
        if is_xml:
            # Entities are refused before the parser that would resolve them sees the file.
            defusedxml.sax.parseString(content, ContentHandler(), forbid_entities=True, forbid_external=True)
        graph.parse(data=content, format="xml" if is_xml else "turtle", publicID="urn:x-thesaurus:")
    except DefusedXmlException:
        raise ThesaurusError([Told(_("The file is refused: it declares entities or leads to other files."))]) from None
    except SAXException as error:
        raise ThesaurusError([Told(_("The file is not XML: %(reason)s"), reason=error)]) from None
    except Exception as error:  # rdflib's parsers raise many kinds for broken files
        reason = " ".join(str(error).split())[:300]
        kind = "RDF/XML" if is_xml else "Turtle"
        raise ThesaurusError([Told(_("The file is not %(kind)s: %(reason)s"), kind=kind, reason=reason)]) from None
    return graph


def _s13(graph: Graph, concepts: Iterable[Node]) -> list[Told]:
    """S13: preferred, alternative and hidden labels are pairwise disjoint."""
    kinds = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
    problems: list[Told] = []
    for concept in concepts:
        seen: set[Node] = set()
        for kind in kinds:
            labels = set(graph.objects(concept, kind))
            problems += [
                Told(
                    _("%(concept)s: “%(label)s” (%(language)s) is a label of two kinds (SKOS S13)."),
                    concept=_short(concept),
                    label=label,
                    language=getattr(label, "language", "") or "—",
                )
                for label in sorted(labels & seen, key=str)
            ]
            seen |= labels
    return problems[:_MOST_SHOWN]


def _s14(graph: Graph, concepts: Iterable[Node]) -> list[Told]:
    """S14: at most one preferred label a language."""
    problems: list[Told] = []
    for concept in concepts:
        by_language: dict[str, list[str]] = {}
        for label in graph.objects(concept, SKOS.prefLabel):
            by_language.setdefault(getattr(label, "language", None) or "", []).append(str(label))
        problems += [
            Told(
                _("%(concept)s: several preferred labels in one language (%(language)s): %(labels)s (SKOS S14)."),
                concept=_short(concept),
                language=language or "—",
                labels=", ".join(sorted(labels)),
            )
            for language, labels in sorted(by_language.items())
            if len(labels) > 1
        ]
    return problems[:_MOST_SHOWN]


def _s27(graph: Graph, concepts: Iterable[Node]) -> list[Told]:
    """S27: what is related is not above or below."""
    known = set(concepts)
    above = {concept: _above(graph, concept) for concept in known}
    pairs = set()
    for one, other in graph.subject_objects(SKOS.related):
        if other in above.get(one, ()) or one in above.get(other, ()):
            pairs.add(tuple(sorted((_short(one), _short(other)))))
    return [
        Told(_("%(one)s and %(other)s are related though one lies above the other (SKOS S27)."), one=one, other=other)
        for one, other in sorted(pairs)
    ][:_MOST_SHOWN]


def _parents(graph: Graph, concept: Node) -> set[Node]:
    return {
        *graph.objects(concept, SKOS.broader),
        *graph.subjects(SKOS.narrower, concept),
    }


def _above(graph: Graph, concept: Node) -> set[Node]:
    found: set[Node] = set()
    waiting = [*_parents(graph, concept), *graph.objects(concept, SKOS.broaderTransitive)]
    while waiting:
        node = waiting.pop()
        if node not in found:
            found.add(node)
            waiting += _parents(graph, node)
    return found


def _codes(graph: Graph, concepts: Iterable[Node]) -> tuple[dict[Node, str], list[Told]]:
    """A code for every concept: its notation, else the end of its address."""
    codes: dict[Node, str] = {}
    problems: list[Told] = []
    for concept in concepts:
        notation = graph.value(concept, SKOS.notation)
        code = slugify(str(notation)) if notation is not None else slugify(_short(concept))
        if not code:
            problems.append(Told(_("%(concept)s: no code can be made of its notation or address."), concept=concept))
        codes[concept] = code[:80].strip("-")
    return codes, problems


def _broader(
    graph: Graph, concepts: Iterable[Node], codes: dict[Node, str]
) -> tuple[dict[Node, str | None], list[Told]]:
    broader: dict[Node, str | None] = {}
    problems: list[Told] = []
    for concept in concepts:
        parents = sorted({codes[parent] for parent in _parents(graph, concept) if parent in codes})
        if len(parents) > 1:
            message = _("%(concept)s lies under several concepts (%(parents)s); here a topic lies under one.")
            problems.append(Told(message, concept=codes[concept], parents=", ".join(parents)))
        broader[concept] = parents[0] if parents else None
    return broader, problems


def _concept(graph: Graph, concept: Node, codes: dict[Node, str], broader: dict[Node, str | None]) -> dict[str, Any]:
    preferred = {lang: texts[0] for lang, texts in _texts(graph, concept, (SKOS.prefLabel,)).items()}
    definitions = _texts(graph, concept, (SKOS.definition,))
    deprecated = graph.value(concept, OWL.deprecated)
    return {
        "code": codes[concept],
        "broader": broader[concept],
        "prefLabel": preferred,
        "altLabel": _texts(graph, concept, (SKOS.altLabel, SKOS.hiddenLabel)),
        "definition": {lang: "\n".join(texts)[:2000] for lang, texts in definitions.items()},
        "related": _related(graph, concept, codes),
        "deprecated": deprecated is not None and str(deprecated).lower() in ("true", "1"),
    }


def _related(graph: Graph, concept: Node, codes: dict[Node, str]) -> list[str]:
    """Either end may say it, since skos:related is symmetric."""
    others = {*graph.objects(concept, SKOS.related), *graph.subjects(SKOS.related, concept)} - {concept}
    return sorted({codes[other] for other in others if other in codes})


def _merged(graph: Graph) -> dict[Node, Node]:
    """What is deprecated and replaced, with what took it over in the end."""
    replaced = {
        node: target
        for node, target in graph.subject_objects(DCTERMS.isReplacedBy)
        if str(graph.value(node, OWL.deprecated) or "").lower() in ("true", "1")
    }
    ends = {}
    for node in replaced:
        seen, end = {node}, replaced[node]
        while end in replaced and end not in seen:
            seen.add(end)
            end = replaced[end]
        if end not in seen:  # else they replace each other in a circle
            ends[node] = end
    return ends


def _texts(graph: Graph, subject: Node, predicates: Iterable[Any]) -> dict[str, list[str]]:
    """Texts by language of ours; ``en-GB`` counts as English where there is no plain English."""
    exact: dict[str, list[str]] = {}
    near: dict[str, list[str]] = {}
    known = [code for code, _name in settings.THESAURUS_LANGUAGES]
    for predicate in predicates:
        for literal in sorted(graph.objects(subject, predicate), key=str):
            language = (getattr(literal, "language", None) or "").lower()
            text = " ".join(str(literal).split())
            if language in known:
                exact.setdefault(language, []).append(text)
            elif language.partition("-")[0] in known:
                near.setdefault(language.partition("-")[0], []).append(text)
    return {
        language: exact.get(language) or near[language] for language in known if language in exact or language in near
    }


def _in_order(graph: Graph, concepts: Iterable[Node]) -> list[Node]:
    """In the order we wrote them, where we did; else by address."""

    def place(concept: Node) -> tuple[int, str]:
        number = graph.value(concept, DCTERMS.identifier)
        text = str(number)
        return (int(text) if number is not None and text.isdecimal() and len(text) < 10 else 10**9, str(concept))

    return sorted(concepts, key=place)


def _note_what_is_left_out(graph: Graph, notes: list[str]) -> None:
    known = {code for code, _name in settings.THESAURUS_LANGUAGES}
    languages = {
        (getattr(label, "language", None) or "").lower()
        for kind in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
        for label in graph.objects(None, kind)
    }
    unknown = sorted(language or "—" for language in languages if language.partition("-")[0] not in known)
    if unknown:
        notes.append(Told(_("Labels in these languages are left out: %(languages)s"), languages=", ".join(unknown)))


def _short(node: Node) -> str:
    return str(node).rstrip("/#").replace("#", "/").rpartition("/")[2] or str(node)
