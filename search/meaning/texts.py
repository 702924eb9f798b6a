"""Texts of which the vector of a case is made."""

from collections.abc import Sequence

from search.content.thesaurus import Concept, Thesaurus
from search.contract.documents import SearchDocument

LANGUAGES_OF_LABELS = ("fa", "en", "ar")
MOST_LABELS = 8  # per language; the common ones come first


def document_texts(document: SearchDocument) -> list[str]:
    """Title and summary in each language."""
    return [
        f"{title}. {document.summaries.get(language, '')}".strip()
        for language, title in sorted(document.titles.items())
        if title
    ]


def label_text(label: str) -> str:
    """A label as it is given to a model by itself."""
    return label


def concept_text(concept: Concept) -> str:
    """The names of a concept as one text."""
    labels = (label for language in LANGUAGES_OF_LABELS for label in concept.labels.get(language, ())[:MOST_LABELS])
    return "، ".join(dict.fromkeys(labels))


def own_topics(document: SearchDocument, thesaurus: Thesaurus) -> list[str]:
    """The topics a document is filed under, without those that are only above another of them."""
    codes = list(document.facets.get("topic", ()))
    above = {node.parent for code in codes if (node := thesaurus.tree.get(code))}
    return [code for code in codes if code not in above]


def all_texts(document: SearchDocument, thesaurus: Thesaurus) -> list[str]:
    """Every text whose vector goes into that of the document."""
    concepts = thesaurus.by_code("topic")
    topics = [concepts[code] for code in own_topics(document, thesaurus) if code in concepts]
    return [*document_texts(document), *(concept_text(topic) for topic in topics)]


def unique(texts: Sequence[str]) -> list[str]:
    """Texts without repetition, in order."""
    return list(dict.fromkeys(texts))
