"""Reads a thesaurus that is SKOS, in Turtle or RDF/XML; breaches of SKOS's own conditions are refused."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any
from xml.sax import SAXException
from xml.sax.handler import ContentHandler

import defusedxml.sax
from defusedxml import DefusedXmlException
from django.conf import settings
from django.utils.text import slugify
from django.utils.translation import gettext_noop as _
from pydantic import ValidationError
from rdflib import Graph
from rdflib.namespace import DCTERMS, OWL, RDF, SKOS
from rdflib.term import Node

from cases.records.concept import ThesaurusFile
from cases.records.lazy_messages import LazyMessage, RuleBroken

from .conditions import broken_conditions, parents_of, short_name


class ThesaurusError(Exception):
    """Refusal of a whole file, with every reason, in the reader's language."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = list(problems)

    @classmethod
    def of(cls, error: ValidationError) -> "ThesaurusError":
        """Refusal made of the errors that pydantic found."""
        return cls([RuleBroken(item) for item in error.errors()])


def one_line(text: str) -> str:
    """Text without breaks of lines."""
    return " ".join(text.split())


def several_lines(text: str) -> str:
    """Text with its breaks of lines, and no other white space but single spaces."""
    return "\n".join(map(one_line, text.splitlines())).strip()


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
    problems = broken_conditions(graph, concepts)
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
    for concept in concepts:
        notation = graph.value(concept, SKOS.notation)
        code = slugify(str(notation)) if notation is not None else slugify(short_name(concept))
        if not code:
            problems.append(
                LazyMessage(_("%(concept)s: no code can be made of its notation or address."), concept=concept)
            )
        codes[concept] = code[:80].strip("-")
    return codes, problems


def _broader(
    graph: Graph, concepts: Iterable[Node], codes: dict[Node, str]
) -> tuple[dict[Node, str | None], list[LazyMessage]]:
    broader: dict[Node, str | None] = {}
    problems: list[LazyMessage] = []
    for concept in concepts:
        parents = sorted({codes[parent] for parent in parents_of(graph, concept) if parent in codes})
        if len(parents) > 1:
            message = _("%(concept)s lies under several concepts (%(parents)s); here a topic lies under one.")
            problems.append(LazyMessage(message, concept=codes[concept], parents=", ".join(parents)))
        broader[concept] = parents[0] if parents else None
    return broader, problems


def _concept(graph: Graph, concept: Node, codes: dict[Node, str], broader: dict[Node, str | None]) -> dict[str, Any]:
    preferred = {lang: texts[0] for lang, texts in _texts(graph, concept, (SKOS.prefLabel,)).items()}
    definitions = _texts(graph, concept, (SKOS.definition,))
    notes = _texts(graph, concept, (SKOS.note,), several_lines)
    deprecated = graph.value(concept, OWL.deprecated)
    return {
        "code": codes[concept],
        "broader": broader[concept],
        "prefLabel": preferred,
        "altLabel": _texts(graph, concept, (SKOS.altLabel, SKOS.hiddenLabel)),
        "definition": {lang: "\n".join(texts)[:2000] for lang, texts in definitions.items()},
        "briefing": {lang: "\n".join(texts)[:4000] for lang, texts in notes.items()},
        "related": _related(graph, concept, codes),
        "deprecated": deprecated is not None and str(deprecated).lower() in ("true", "1"),
    }


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


def _texts(
    graph: Graph, subject: Node, predicates: Iterable[Any], clean: Callable[[str], str] = one_line
) -> dict[str, list[str]]:
    """Texts by language of the thesaurus; ``en-GB`` counts as English where there is no plain English."""
    exact: dict[str, list[str]] = {}
    near: dict[str, list[str]] = {}
    known = [code for code, _name in settings.THESAURUS_LANGUAGES]
    for predicate in predicates:
        for literal in sorted(graph.objects(subject, predicate), key=str):
            language = (getattr(literal, "language", None) or "").lower()
            text = clean(str(literal))
            if language in known:
                exact.setdefault(language, []).append(text)
            elif language.partition("-")[0] in known:
                near.setdefault(language.partition("-")[0], []).append(text)
    return {
        language: exact.get(language) or near[language] for language in known if language in exact or language in near
    }


def _in_order(graph: Graph, concepts: Iterable[Node]) -> list[Node]:
    """Concepts in the order in which this site wrote them, where it did; else by address."""

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
        notes.append(
            LazyMessage(_("Labels in these languages are left out: %(languages)s"), languages=", ".join(unknown))
        )
