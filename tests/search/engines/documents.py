"""Documents for tests of engines, and an index of them."""

from collections.abc import Iterable, Sequence
from typing import Any

from search.contract.documents import SearchDocument
from search.contract.engine import Engine


def document(code: str, title: str = "waste", **values: Any) -> SearchDocument:
    """A document with a title and what else matters to a test."""
    return SearchDocument(
        code=code,
        titles={"en": title, "fa": values.get("fa", "پسماند")},
        summaries={"en": values.get("summary", "")},
        bodies={"en": values.get("body", "")},
        facets={
            "topic": values.get("topic", ["waste"]),
            "city": [values.get("city", "tehran")],
            "country": [values.get("country", "IR")],
            "status": [values.get("status", "running")],
            "evidence": [values.get("evidence", "none")],
            "opinion": [values.get("opinion", "none")],
        },
        newest=values.get("newest", 0),
        started=values.get("started", 0),
    )


def build(
    engine: Engine, documents: Iterable[SearchDocument], version: int = 0, vectors: Sequence[tuple[str, bytes]] = ()
) -> int:
    """A new index, filled and answering; the number of its documents."""
    name = engine.new_index()
    count = engine.bulk_index(name, documents, version, vectors)
    engine.activate(name)
    return count
