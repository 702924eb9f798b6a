"""Labels of concepts by language. Those of a region (en-GB, fa-AF) are labels of its language."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_noop as _
from rdflib import Graph
from rdflib.namespace import SKOS
from rdflib.term import Node

from cases.records.lazy_messages import LazyMessage
from cases.written.letters import label_key

from .names import SKOSXL, known_languages, labelled, language_of, literals_of, named, texts_of

_MOST_SHOWN = 200  # messages of one kind

Labels = tuple[dict[str, str], dict[str, list[str]]]  # preferred, alternative


def missing_labels(graph: Graph, concepts: Sequence[Node]) -> list[LazyMessage]:
    """Problems of concepts without a preferred label in a language of the thesaurus, each with what it has instead."""
    problems: list[LazyMessage] = []
    for concept in concepts:
        if texts_of(graph, concept, (SKOS.prefLabel,)):
            continue
        found = sorted({language_of(label) or "—" for label in literals_of(graph, concept, SKOS.prefLabel)})
        message = _("%(concept)s has no preferred label (skos:prefLabel); one is needed in one of: %(languages)s.")
        if found:
            message = _(
                "%(concept)s has a preferred label (skos:prefLabel) in other languages only (%(found)s); one is needed "
                "in one of: %(languages)s."
            )
        elif graph.value(concept, SKOSXL.prefLabel) is not None:
            message = _(
                "%(concept)s has its preferred label as skosxl:prefLabel only, which is not read here; it is needed as "
                "skos:prefLabel too, in one of: %(languages)s."
            )
        parts = {"concept": named(graph, concept), "languages": ", ".join(known_languages())}
        problems.append(LazyMessage(message, **parts, **({"found": ", ".join(found)} if found else {})))
    return problems[:_MOST_SHOWN]


def labels_of(graph: Graph, concept: Node, notes: list[str]) -> tuple[Labels, dict[str, list[tuple[str, str]]]]:
    """Labels of a concept, and those of regions beside them, which become alternative ones where nobody else has them.

    Where a region alone has a preferred label it is the language's; of several regions the first by its tag is, which
    is noted.
    """
    preferred: dict[str, str] = {}
    alternative: dict[str, list[str]] = {}
    regional: dict[str, list[tuple[str, str]]] = {}
    for language, texts in texts_of(graph, concept, (SKOS.prefLabel,)).items():
        first, *rest = texts if texts[0][0] == language else sorted(texts)
        preferred[language] = first[1]
        regional[language] = [text for text in rest if text[0] != language]
        if rest and first[0] != language:
            message = _("%(concept)s: of several preferred labels of regions “%(label)s” (%(tag)s) is taken.")
            notes.append(LazyMessage(message, concept=named(graph, concept), label=first[1], tag=first[0]))
    for language, texts in texts_of(graph, concept, (SKOS.altLabel, SKOS.hiddenLabel)).items():
        alternative[language] = [text for tag, text in texts if tag == language]
        regional.setdefault(language, []).extend(text for text in texts if text[0] != language)
    return (preferred, {code: texts for code, texts in alternative.items() if texts}), regional


def add_regional(
    records: list[dict[str, Any]], regional: list[dict[str, list[tuple[str, str]]]], notes: list[str]
) -> None:
    """Adds labels of regions to the alternative ones, except where they are a label of another concept: a note."""
    owners: dict[tuple[str, str], str] = {}
    for record in records:
        for language, text in record["prefLabel"].items():
            owners.setdefault((language, label_key(text)), record["code"])
        for language, texts in record["altLabel"].items():
            for text in texts:
                owners.setdefault((language, label_key(text)), record["code"])
    taken: list[str] = []
    for record, labels in zip(records, regional, strict=True):
        for language, texts in labels.items():
            for tag, text in texts:
                key = (language, label_key(text))
                if key not in owners:
                    owners[key] = record["code"]
                    record["altLabel"].setdefault(language, []).append(text)
                elif owners[key] != record["code"]:
                    name = labelled(record["code"], next(iter(record["prefLabel"].values()), ""))
                    message = _("%(concept)s: “%(label)s” (%(tag)s) is left out, since it is a label of %(owner)s.")
                    taken.append(LazyMessage(message, concept=name, label=text, tag=tag, owner=owners[key]))
    notes += taken[:_MOST_SHOWN]
