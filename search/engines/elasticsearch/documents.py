"""A document as Elasticsearch takes it: the author's own text, which the index analyses by itself."""

from typing import Any

from search.contract.documents import SearchDocument
from search.text.collation import sort_key

from .mapping import PARTS, languages

Source = dict[str, Any]


def source(document: SearchDocument) -> Source:
    """Every field of a document but its vector. A text that is not there is an empty one (see ``scoring``)."""
    texts = {f"{part}_{language}": "" for part in PARTS for language in languages()}
    texts |= {f"{part}_{language}": text for part, language, text in document.texts() if language in languages()}
    titles = document.titles
    words = {f"words_{language}": titles[language] for language in languages() if language in titles}
    any_title = next(iter(titles.values()), "")
    orders = {f"sort_{language}": sort_key(titles.get(language) or any_title, language) for language in languages()}
    return {
        "code": document.code,
        "digest": document.digest,
        "newest": document.newest,
        "started": document.started,
        **texts,
        **words,
        **orders,
        **{name: list(values) for name, values in document.facets.items()},
    }
