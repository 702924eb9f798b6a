"""What every engine takes and gives."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from .query import All, Nothing, Query

RELEVANCE, NEWEST, STARTED, TITLE = SORTS = ("relevance", "newest", "started", "title")


class EngineUnavailable(Exception):
    """The engine cannot answer now: it is down, or has no index yet. Not the same as an answer without hits."""


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """One case as an engine sees it. Texts are by language; ``facets`` hold codes, topics with all their ancestors."""

    code: str
    titles: Mapping[str, str]
    summaries: Mapping[str, str]
    bodies: Mapping[str, str]
    facets: Mapping[str, Sequence[str]]
    newest: int  # microseconds since 1970 of the first publication
    started: int = 0  # year in which the practice started; 0 when nobody knows

    def texts(self) -> Iterable[tuple[str, str, str]]:
        """(part, language, text) of every text."""
        for part, texts in (("title", self.titles), ("summary", self.summaries), ("body", self.bodies)):
            for language, text in texts.items():
                yield part, language, text


@dataclass(frozen=True, slots=True)
class Upsert:
    """Put this document; ``version`` grows, and an older one never replaces a newer one."""

    document: SearchDocument
    version: int


@dataclass(frozen=True, slots=True)
class Delete:
    """Remove the document of this code."""

    code: str
    version: int


Change = Upsert | Delete


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """One search. Values of one facet widen, facets narrow each other. ``language`` decides the order of titles."""

    query: Query
    language: str
    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    sort: str = RELEVANCE
    offset: int = 0
    limit: int = 20
    facets: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A case that matches."""

    code: str
    score: float


@dataclass(frozen=True, slots=True)
class NearestRequest:
    """The cases whose vectors are nearest to one of length 1 (float32, little-endian), under filters.

    ``query`` limits them further and what matches ``without`` is left out; scores do not count. ``codes``, when given,
    are the only ones looked at.
    """

    vector: bytes
    query: Query = field(default_factory=All)
    without: Query = field(default_factory=Nothing)
    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    limit: int = 20
    codes: Sequence[str] | None = None


@dataclass(frozen=True, slots=True)
class SearchResult:
    """``total`` and ``facets`` are exact; a facet's own selection does not shrink its counts."""

    total: int
    hits: list[Hit]
    facets: dict[str, dict[str, int]]


class Engine(Protocol):
    """A search engine. Methods raise EngineUnavailable when it cannot answer."""

    name: str

    def search(self, request: SearchRequest) -> SearchResult:
        """Hits in a stable order (ties by code), total and facet counts."""
        ...

    def apply(self, changes: Sequence[Change]) -> None:
        """Makes changes visible to every later search. One caller at a time."""
        ...

    def versions(self) -> dict[str, int]:
        """Version of every document, by code."""
        ...

    def nearest(self, request: NearestRequest) -> list[Hit]:
        """Hits by cosine (which is their score), the nearest first, ties by code. Empty where there are no vectors."""
        ...

    def put_vectors(self, vectors: Iterable[tuple[str, bytes]], gone: Sequence[str] = ()) -> None:
        """Keeps (code, vector) pairs and drops the vectors of ``gone``. One caller at a time."""
        ...

    def vector(self, code: str) -> bytes | None:
        """The vector of a case, if there is one."""
        ...

    def rebuild(
        self, documents: Iterable[SearchDocument], version: int, vectors: Iterable[tuple[str, bytes]] = ()
    ) -> int:
        """Builds a new index beside the old one, which answers until the swap; returns the number of documents."""
        ...

    def is_current(self) -> bool:
        """Whether there is an index made with today's fields and text analysis."""
        ...
