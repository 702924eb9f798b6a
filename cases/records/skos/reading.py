"""Reads a thesaurus that is SKOS, in Turtle or RDF/XML; breaches of SKOS's own conditions are refused."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any
from xml.sax import SAXException
from xml.sax.handler import ContentHandler

import defusedxml.sax
from defusedxml import DefusedXmlException
from django.utils.translation import gettext_noop as _
from pydantic import ValidationError
from rdflib import Graph
from rdflib.namespace import DCTERMS, OWL, RDF, SKOS
from rdflib.term import Node

from cases.records.concept import ThesaurusFile
from cases.records.lazy_messages import LazyMessage, RuleBroken

from .addresses import NOWHERE, addresses_of, source_of
from .conditions import broken_conditions, parents_of
from .labels import add_regional, labels_of, missing_labels
from .left_out import note_cut, note_what_is_left_out
from .names import code_of, named, one_line, several_lines, short_name, texts_of


class ThesaurusError(Exception):
    """Refusal of a whole file, with every reason, in the reader's language."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = list(problems)

    @classmethod
    def of(cls, error: ValidationError, names: Sequence[str] = ()) -> "ThesaurusError":
        """Refusal made of the errors that pydantic found. ``names``: of the concepts, in their order in the file."""
        return cls([RuleBroken(item, names) for item in error.errors()])


def read_skos(content: bytes, notes: list[str]) -> ThesaurusFile:
    """Thesaurus file made of a SKOS file. Anything that has no place in it goes to ``notes``.

    Raises ThesaurusError for a file that cannot be read, that breaks SKOS's integrity conditions S13, S14 or S27, or
    whose concepts are no tree.
    """
    graph = _parse(content)
    merged = _merged(graph)
    concepts = sorted(set(graph.subjects(RDF.type, SKOS.Concept)) - set(merged), key=str)
    if not concepts:
        raise ThesaurusError([LazyMessage(_("There is no skos:Concept in the file."))])
    note_what_is_left_out(graph, concepts, merged, notes)
    problems = [*broken_conditions(graph, concepts), *missing_labels(graph, concepts)]
    codes, bad_codes = _codes(graph, concepts)
    broader = _broader(graph, concepts, codes, notes)
    if problems := [*problems, *bad_codes]:
        raise ThesaurusError(problems)
    scheme = next(iter(graph.subjects(RDF.type, SKOS.ConceptScheme)), None)
    description = {"id": str(graph.value(scheme, DCTERMS.identifier) or "thesaurus")} if scheme else {"id": "thesaurus"}
    if source := source_of(graph, scheme):
        description["source"] = source
    titles = texts_of(graph, scheme, (DCTERMS.title, SKOS.prefLabel)) if scheme else {}
    if titles:
        description["title"] = {language: texts[0][1] for language, texts in titles.items()}  # type: ignore[assignment]
    ordered = _in_order(graph, concepts)
    records, regional = [], []
    for concept in ordered:
        record, of_regions = _concept(graph, concept, codes, broader, notes)
        record["exactMatch"] = addresses_of(graph, concept, codes[concept], scheme)
        records.append(record)
        regional.append(of_regions)
    add_regional(records, regional, notes)
    gone, _bad = _codes(graph, merged)
    taken_over = {gone[node]: codes[target] for node, target in merged.items() if gone[node] and target in codes}
    taken_over = {code: target for code, target in sorted(taken_over.items()) if code not in codes.values()}
    try:
        return ThesaurusFile.model_validate({"scheme": description, "concepts": records, "merged": taken_over})
    except ValidationError as error:
        raise ThesaurusError.of(error, [named(graph, concept) for concept in ordered]) from None


def _parse(content: bytes) -> Graph:
    is_xml = content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and b"rdf:RDF" in content[:20_000]
    is_xml = is_xml or content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml")
    graph = Graph()
    try:
        if is_xml:
            # Entities are refused before the parser that would resolve them sees the file.
            defusedxml.sax.parseString(content, ContentHandler(), forbid_entities=True, forbid_external=True)
        graph.parse(data=content, format="xml" if is_xml else "turtle", publicID=NOWHERE)
    except DefusedXmlException:
        raise ThesaurusError(
            [LazyMessage(_("The file is refused: it declares entities or leads to other files."))]
        ) from None
    except SAXException as error:
        raise ThesaurusError([LazyMessage(_("The file is not XML: %(reason)s"), reason=error)]) from None
    except Exception as error:  # rdflib's parsers raise many kinds for broken files
        reason = " ".join(str(error).split())[:300]
        kind = "RDF/XML" if is_xml else "Turtle"
        raise ThesaurusError(
            [LazyMessage(_("The file is not %(kind)s: %(reason)s"), kind=kind, reason=reason)]
        ) from None
    return graph


def _codes(graph: Graph, concepts: Iterable[Node]) -> tuple[dict[Node, str], list[LazyMessage]]:
    """Codes of concepts (the notation, else the end of the address), and problems of concepts without any."""
    codes: dict[Node, str] = {}
    problems: list[LazyMessage] = []
    by_code: dict[str, list[str]] = {}
    for concept in concepts:
        notation = min(map(str, graph.objects(concept, SKOS.notation)), default=None)
        code = code_of(notation if notation is not None else short_name(concept))
        name = named(graph, concept)
        if not code:
            problems.append(
                LazyMessage(_("%(concept)s: no code can be made of its notation or address."), concept=name)
            )
        by_code.setdefault(code, []).append(f"{name} ({notation})" if notation is not None else name)
        codes[concept] = code
    for code, names in by_code.items():
        if code and len(names) > 1:
            message = _("%(concepts)s would get one code, %(code)s: their notations must differ in letters or digits.")
            problems.append(LazyMessage(message, concepts="; ".join(names[:10]), code=code))
    return codes, problems


def _broader(
    graph: Graph, concepts: Iterable[Node], codes: dict[Node, str], notes: list[str]
) -> dict[Node, str | None]:
    """Broader concept of each; of several the first by its code is kept and noted, since a topic lies under one."""
    broader: dict[Node, str | None] = {}
    for concept in concepts:
        parents = sorted({codes[parent] for parent in parents_of(graph, concept) if parent in codes})
        if len(parents) > 1:
            message = _("%(concept)s lies under several concepts (%(parents)s); the first of them is kept.")
            notes.append(LazyMessage(message, concept=named(graph, concept), parents=", ".join(parents)))
        broader[concept] = parents[0] if parents else None
    return broader


def _concept(
    graph: Graph, concept: Node, codes: dict[Node, str], broader: dict[Node, str | None], notes: list[str]
) -> tuple[dict[str, Any], dict[str, list[tuple[str, str]]]]:
    """The concept as a record, and its labels of regions."""
    (preferred, alternative), regional = labels_of(graph, concept, notes)
    deprecated = graph.value(concept, OWL.deprecated)
    record = {
        "code": codes[concept],
        "broader": broader[concept],
        "prefLabel": preferred,
        "altLabel": alternative,
        "definition": _prose(graph, concept, SKOS.definition, one_line, 2000, notes),
        "briefing": _prose(graph, concept, SKOS.note, several_lines, 4000, notes),
        "related": _related(graph, concept, codes),
        "deprecated": deprecated is not None and str(deprecated).lower() in ("true", "1"),
    }
    return record, regional


def _prose(
    graph: Graph, concept: Node, kind: Node, clean: Callable[[str], str], longest: int, notes: list[str]
) -> dict[str, str]:
    """Texts of a kind by language; those of regions stand below that of the plain language."""
    found = texts_of(graph, concept, (kind,), clean)
    texts = {language: "\n".join(dict.fromkeys(text for _tag, text in those)) for language, those in found.items()}
    note_cut(notes, named(graph, concept), texts, longest)
    return {language: text[:longest] for language, text in texts.items()}


def _related(graph: Graph, concept: Node, codes: dict[Node, str]) -> list[str]:
    """Codes of the related concepts; either end may name the other, since skos:related is symmetric."""
    others = {*graph.objects(concept, SKOS.related), *graph.subjects(SKOS.related, concept)} - {concept}
    return sorted({codes[other] for other in others if other in codes})


def _merged(graph: Graph) -> dict[Node, Node]:
    """Concepts that are deprecated and replaced, each with the concept that took it over in the end."""
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


def _in_order(graph: Graph, concepts: Iterable[Node]) -> list[Node]:
    """Concepts in the order in which this site wrote them, where it did; else by address."""

    def place(concept: Node) -> tuple[int, str]:
        number = graph.value(concept, DCTERMS.identifier)
        text = str(number)
        return (int(text) if number is not None and text.isdecimal() and len(text) < 10 else 10**9, str(concept))

    return sorted(concepts, key=place)
