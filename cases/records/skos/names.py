"""Names of concepts, for people and as codes; and the texts that a concept has, by language."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.conf import settings
from rdflib import Graph, Literal, Namespace
from rdflib.namespace import RDF, SKOS
from rdflib.term import Node

from cases.written.addresses import address_part
from cases.written.numbers import latin_digits

SKOSXL = Namespace("http://www.w3.org/2008/05/skos-xl#")
_LONGEST_SHOWN = 80
_SEPARATORS = re.compile(r"[^\w\s'’`-]+|_+")


def one_line(text: str) -> str:
    """Text without breaks of lines."""
    return " ".join(text.split())


def several_lines(text: str) -> str:
    """Text with its breaks of lines, and no other white space but single spaces."""
    return "\n".join(map(one_line, text.splitlines())).strip()


def known_languages() -> list[str]:
    """Codes of the languages that labels are kept in."""
    return [code for code, _name in settings.THESAURUS_LANGUAGES]


def language_of(literal: Node) -> str:
    """Language tag of a text in small letters; "" where it has none."""
    return (getattr(literal, "language", None) or "").lower()


def code_of(text: str) -> str:
    """Code made of a notation or name; its separators part it, so that 1.1 and 11 are two: ``1-1`` and ``11``."""
    return address_part(_SEPARATORS.sub("-", latin_digits(text)))[:80].strip("-")


def short_name(node: Node) -> str:
    """End of an address, for people."""
    return str(node).rstrip("/#").replace("#", "/").rpartition("/")[2] or str(node)


def labelled(code: str, label: str) -> str:
    """The code with a label behind it, unless that says nothing more."""
    label = one_line(label)
    label = label if len(label) <= _LONGEST_SHOWN else label[: _LONGEST_SHOWN - 1] + "…"
    return f"{code} “{label}”" if label and label != code else code


def named(graph: Graph, concept: Node) -> str:
    """Concept as problems name it, by a label in whatever language it has one."""
    return labelled(short_name(concept), _any_label(graph, concept))


def _any_label(graph: Graph, concept: Node) -> str:
    known = known_languages()

    def place(literal: Node) -> tuple[int, str]:
        language = language_of(literal).partition("-")[0]
        return (known.index(language) if language in known else len(known), str(literal))

    for kind in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel):
        if found := min(graph.objects(concept, kind), key=place, default=None):
            return str(found)
    forms = [
        form for label in graph.objects(concept, SKOSXL.prefLabel) for form in graph.objects(label, SKOSXL.literalForm)
    ]
    return str(min(forms, key=place, default=""))


def texts_of(
    graph: Graph, subject: Node, predicates: Iterable[Any], clean: Callable[[str], str] = one_line
) -> dict[str, list[tuple[str, str]]]:
    """Texts with their tags, by language of the thesaurus: those of the plain language before those of regions.

    A text may stand in a node of its own (``rdf:value``), as SKOS lets notes and definitions do.
    """
    found: dict[str, list[tuple[str, str]]] = {}
    for predicate in predicates:
        for literal in literals_of(graph, subject, predicate):
            tag = language_of(literal)
            if (language := tag.partition("-")[0]) in known_languages():
                found.setdefault(language, []).append((tag, clean(str(literal))))
    return {
        language: sorted(found[language], key=lambda text: text[0] != language)
        for language in known_languages()
        if language in found
    }


def literals_of(graph: Graph, subject: Node, predicate: Any) -> Sequence[Literal]:
    """Texts of one kind that a subject has, in the order of their letters."""
    objects = list(graph.objects(subject, predicate))
    texts = [item for item in objects if isinstance(item, Literal)]
    nodes = [item for item in objects if not isinstance(item, Literal)]
    texts += [text for node in nodes for text in graph.objects(node, RDF.value) if isinstance(text, Literal)]
    return sorted(texts, key=lambda text: (str(text), language_of(text)))
