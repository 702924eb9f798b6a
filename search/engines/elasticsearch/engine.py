"""The Elasticsearch engine: the contract on a cluster."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from django.conf import settings
from elasticsearch import Elasticsearch

from search.contract.documents import Change, SearchDocument
from search.contract.faults import Fault
from search.contract.index import Position
from search.contract.searcher import Hit, NearestRequest, SearchRequest, SearchResult

from . import searching, writing
from .client import answering, connect
from .condition import fault_of
from .indices import Indices
from .nearest import cosines, nearest_body
from .tidying import tidy
from .vectors import unpacked


class ElasticsearchEngine:
    """Answers from a cluster. Any number of processes may search it; one at a time writes (search.sync.locks)."""

    name = "elasticsearch"

    def __init__(self, hosts: Sequence[str] = (), prefix: str = "") -> None:
        self.hosts = hosts or settings.ELASTICSEARCH_URL
        self.prefix = prefix or settings.ELASTICSEARCH_PREFIX
        self.alias = f"{self.prefix}-cases"

    def search(self, request: SearchRequest) -> SearchResult:
        """See ``search.contract.searcher.Searcher``."""
        with answering():
            return searching.search(connect(self.hosts), self.alias, request)

    def nearest(self, request: NearestRequest) -> list[Hit]:
        """See ``search.contract.searcher.Searcher``."""
        if not request.limit:
            return []
        with answering():
            try:
                answer = connect(self.hosts).search(
                    index=self.alias,
                    source=False,
                    track_total_hits=False,
                    allow_partial_search_results=False,
                    **nearest_body(request),
                )
            except Exception as error:
                if "number of dimensions" in str(getattr(error, "body", "")):  # of another model
                    return []
                raise
            return cosines(request, answer["hits"]["hits"])

    def vector(self, code: str) -> bytes | None:
        """See ``search.contract.searcher.Searcher``."""
        with answering():
            found = writing.kept_vectors(connect(self.hosts), self.alias, [code])
        return unpacked(found[code]) if code in found else None

    def apply(self, changes: Sequence[Change], name: str | None = None) -> None:
        """See ``search.contract.index.Index``."""
        if changes:
            with self._writing(name) as client:
                writing.apply(client, name or self.alias, changes, require_alias=name is None)

    def put_vectors(
        self, vectors: Iterable[tuple[str, bytes]], gone: Sequence[str] = (), name: str | None = None
    ) -> None:
        """See ``search.contract.index.Index``."""
        with self._writing(name) as client:
            writing.put_vectors(client, name or self.alias, vectors, gone, require_alias=name is None)

    def versions(self) -> dict[str, int]:
        """See ``search.contract.index.Index``."""
        with self._slowly() as client:
            return {code: version for code, version, _digest in searching.every_document(client, self.alias)}

    def digests(self) -> dict[str, str]:
        """See ``search.contract.index.Index``."""
        with self._slowly() as client:
            return {code: digest for code, _version, digest in searching.every_document(client, self.alias)}

    def count(self, name: str | None = None) -> int:
        """See ``search.contract.index.Index``."""
        with answering():
            return int(connect(self.hosts).count(index=name or self.alias)["count"])

    def position(self) -> Position | None:
        """See ``search.contract.index.Index``."""
        with self._slowly() as client:
            return Indices(client, self.prefix).position()

    def set_position(self, number: int, name: str | None = None) -> None:
        """See ``search.contract.index.Index``."""
        with self._slowly() as client:
            Indices(client, self.prefix).set_position(number, name)

    def new_index(self) -> str:
        """See ``search.contract.index.Index``."""
        with self._slowly() as client:
            return Indices(client, self.prefix).create()

    def bulk_index(
        self,
        name: str,
        documents: Iterable[SearchDocument],
        version: int,
        vectors: Iterable[tuple[str, bytes]] = (),
    ) -> int:
        """See ``search.contract.index.Index``."""
        with self._writing(name) as client:
            return writing.bulk_index(client, name, documents, version, vectors)

    def activate(self, name: str) -> None:
        """See ``search.contract.index.Index``."""
        with self._slowly() as client:
            Indices(client, self.prefix).activate(name)

    def roll_back(self) -> str | None:
        """See ``search.contract.index.Index``."""
        with self._slowly() as client:
            return Indices(client, self.prefix).roll_back()

    def delete_stale(self) -> None:
        """See ``search.contract.index.Index``."""
        with self._slowly() as client:
            Indices(client, self.prefix).delete_stale()

    def tidy(self) -> None:
        """See ``search.contract.index.Index``."""
        with self._slowly() as client:
            tidy(client, self.alias)

    def fault(self, *, thorough: bool = False) -> Fault | None:
        """See ``search.contract.index.Index``: never more thorough, since a cluster checks its own disks."""
        with self._slowly() as client:
            return fault_of(client, self.prefix)

    def is_current(self) -> bool:
        """See ``search.contract.index.Index``."""
        with self._slowly() as client:
            return Indices(client, self.prefix).is_current()

    @contextmanager
    def _slowly(self) -> Iterator[Elasticsearch]:
        """A client for what nobody waits for."""
        with answering():
            yield connect(self.hosts).options(request_timeout=settings.ELASTICSEARCH_WRITE_TIMEOUT)

    @contextmanager
    def _writing(self, name: str | None) -> Iterator[Elasticsearch]:
        with self._slowly() as client:
            if name is not None:
                Indices(client, self.prefix).check(name)
            yield client
