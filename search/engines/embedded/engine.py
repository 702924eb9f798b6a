"""The embedded engine: the contract on tantivy."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import tantivy
from django.conf import settings

from search.contract.documents import Change, Delete, SearchDocument, Upsert
from search.contract.faults import Fault
from search.contract.index import Position
from search.contract.searcher import Hit, NearestRequest, SearchRequest, SearchResult

from .generation import Generation
from .schema import tantivy_document
from .store import Store
from .writing import writing

WRITER_HEAP = 40_000_000  # bytes; tantivy refuses less than 15 MB
# For a rebuild, bytes; what is more becomes a segment. A search looks every word up in each segment, so few are wanted.
REBUILD_HEAP = 200_000_000
BATCH = 500  # documents


class EmbeddedEngine:
    """Answers from an index on disk. Any number of processes may search it; one at a time writes (``sync.locks``)."""

    name = "embedded"

    def __init__(self, folder: Path | None = None) -> None:
        self.store = Store(folder or settings.SEARCH_INDEX_DIR / "embedded")

    def search(self, request: SearchRequest) -> SearchResult:
        """See ``search.contract.searcher.Searcher``."""
        with self.store.reading() as generation:
            return generation.snapshot().search(request)

    def apply(self, changes: Sequence[Change], name: str | None = None) -> None:
        """See ``search.contract.index.Index``."""
        with self.store.reading(name) as generation:
            known = _versions_of(generation, [_code(change) for change in changes])
        newer = [change for change in changes if change.version > known.get(_code(change), -1)]
        if not newer:
            return
        upserts = [change for change in newer if isinstance(change, Upsert)]
        with writing():
            rows = generation.vectors.reserve([change.document.code for change in upserts])
        added = [
            tantivy_document(change.document, change.version, row) for change, row in zip(upserts, rows, strict=True)
        ]
        with writing():
            writer = generation.index.writer(heap_size=WRITER_HEAP, num_threads=1)
            for change in newer:
                writer.delete_documents_by_term("code", _code(change))
            for document in added:
                writer.add_document(document)
            writer.commit()
            writer.wait_merging_threads()
            if gone := [change.code for change in newer if isinstance(change, Delete)]:
                generation.vectors.put([], gone)

    def nearest(self, request: NearestRequest) -> list[Hit]:
        """See ``search.contract.searcher.Searcher``."""
        with self.store.reading() as generation:
            return generation.snapshot().nearest(request)

    def vector(self, code: str) -> bytes | None:
        """See ``search.contract.searcher.Searcher``."""
        with self.store.reading() as generation:
            return generation.vectors.get(code)

    def put_vectors(
        self, vectors: Iterable[tuple[str, bytes]], gone: Sequence[str] = (), name: str | None = None
    ) -> None:
        """See ``search.contract.index.Index``."""
        with writing():
            self.store.generation(name).vectors.put(vectors, gone)

    def versions(self) -> dict[str, int]:
        """See ``search.contract.index.Index``."""
        with self.store.reading() as generation:
            return _versions_of(generation)

    def digests(self) -> dict[str, str]:
        """See ``search.contract.index.Index``."""
        with self.store.reading() as generation:
            return {code: bytes(document.get_first("digest") or b"").hex() for code, document in _kept(generation)}

    def count(self, name: str | None = None) -> int:
        """See ``search.contract.index.Index``."""
        with self.store.reading(name) as generation:
            return int(generation.searcher().num_docs)

    def position(self) -> Position | None:
        """See ``search.contract.index.Index``."""
        return self.store.position()

    def set_position(self, number: int, name: str | None = None) -> None:
        """See ``search.contract.index.Index``."""
        self.store.set_position(number, name)

    def new_index(self) -> str:
        """See ``search.contract.index.Index``."""
        return self.store.new_generation()

    def bulk_index(
        self,
        name: str,
        documents: Iterable[SearchDocument],
        version: int,
        vectors: Iterable[tuple[str, bytes]] = (),
    ) -> int:
        """See ``search.contract.index.Index``."""
        generation = self.store.generation(name)
        # One thread writes about as fast as one process analyses; more would only make more segments, and merges.
        with writing():
            writer = generation.index.writer(heap_size=REBUILD_HEAP, num_threads=1)
        count, remaining = 0, iter(documents)
        while batch := list(islice(remaining, BATCH)):
            with writing():
                rows = generation.vectors.reserve([document.code for document in batch])
                for document, row in zip(batch, rows, strict=True):
                    writer.add_document(tantivy_document(document, version, row))
            count += len(batch)
        with writing():
            writer.commit()
            writer.wait_merging_threads()
            generation.vectors.put(vectors)
        return count

    def activate(self, name: str) -> None:
        """See ``search.contract.index.Index``."""
        self.store.activate(name)

    def roll_back(self) -> str | None:
        """See ``search.contract.index.Index``."""
        return self.store.roll_back()

    def delete_stale(self) -> None:
        """See ``search.contract.index.Index``."""
        self.store.delete_stale()

    def tidy(self) -> None:
        """See ``search.contract.index.Index``: there is nothing to do, since a vector is put without its document."""

    def fault(self, *, thorough: bool = False) -> Fault | None:
        """See ``search.contract.index.Index``."""
        return self.store.fault(thorough=thorough)

    def is_current(self) -> bool:
        """See ``search.contract.index.Index``."""
        return self.store.is_current()


def _versions_of(generation: Generation, codes: Sequence[str] | None = None) -> dict[str, int]:
    return {code: int(document.get_first("version") or 0) for code, document in _kept(generation, codes)}


def _kept(generation: Generation, codes: Sequence[str] | None = None) -> Iterator[tuple[str, tantivy.Document]]:
    """Stored fields of every document, or of those of ``codes``, with their codes."""
    searcher = generation.searcher()
    query = tantivy.Query.all_query()
    if codes is not None:
        query = tantivy.Query.term_set_query(generation.schema, "code", list(codes))
    for _score, address in searcher.search(query, limit=max(1, searcher.num_docs), count=False).hits:
        document = searcher.doc(address)
        yield str(document.get_first("code")), document


def _code(change: Change) -> str:
    return change.document.code if isinstance(change, Upsert) else change.code
