"""Questions of readers, their answers, and the protocol of a searcher."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from .cursor import Cursor
from .query import MatchAll, MatchNone, Query

RELEVANCE, NEWEST, STARTED, TITLE = SORTS = ("relevance", "newest", "started", "title")


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """Search, as an engine is asked it. Values of one facet widen, facets narrow each other.

    ``language`` decides the order of titles. ``after`` is the ``following`` of the page before; then there is no
    ``offset``.
    """

    query: Query
    language: str
    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    sort: str = RELEVANCE
    offset: int = 0
    limit: int = 20
    facets: Sequence[str] = ()
    after: Cursor | None = None


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
    query: Query = field(default_factory=MatchAll)
    without: Query = field(default_factory=MatchNone)
    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    limit: int = 20
    codes: Sequence[str] | None = None


@dataclass(frozen=True, slots=True)
class SearchResult:
    """``total`` and ``facets`` are exact; a facet's own selection does not shrink its counts.

    ``following`` is where the next page begins, however deep; None where nothing follows.
    """

    total: int
    hits: list[Hit]
    facets: dict[str, dict[str, int]]
    following: Cursor | None = None


class Searcher(Protocol):
    """Searcher: answers readers. Methods raise EngineUnavailable when it cannot answer."""

    name: str

    def search(self, request: SearchRequest) -> SearchResult:
        """Hits in a stable order (ties by code), total and facet counts."""
        ...

    def nearest(self, request: NearestRequest) -> list[Hit]:
        """Hits by cosine (which is their score), the nearest first, ties by code. Empty where there are no vectors."""
        ...

    def vector(self, code: str) -> bytes | None:
        """The vector of a case, if there is one."""
        ...
