"""What every engine takes and gives."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from .cursor import Cursor
from .query import MatchAll, MatchNone, Query

RELEVANCE, NEWEST, STARTED, TITLE = SORTS = ("relevance", "newest", "started", "title")


class EngineUnavailable(Exception):
    """The engine cannot answer now: it is down, or has no index yet. Not the same as an answer without hits."""


class Refused(EngineUnavailable):
    """The engine answers, and will not do this: the fault is in what it was asked or given, not in its health."""


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

    @property
    def digest(self) -> str:
        """The same for two documents that hold the same, in whatever order: 16 hexadecimal digits (BLAKE2b)."""
        facets = {name: sorted(values) for name, values in self.facets.items()}
        texts = sorted(self.texts())
        # Long texts stand behind their lengths instead of in the JSON: nothing to escape, which takes most of the time.
        lengths = [(part, language, len(text)) for part, language, text in texts]
        head = json.dumps([self.code, lengths, facets, self.newest, self.started], sort_keys=True)
        plain = head + "".join(text for _part, _language, text in texts)
        return hashlib.blake2b(plain.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


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
    """One search. Values of one facet widen, facets narrow each other. ``language`` decides the order of titles.

    ``after`` is what the page before gave as ``following``; then there is no ``offset``.
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


@dataclass(frozen=True, slots=True)
class Position:
    """How far an index has read the log of changes: it has all up to the row of that number. ``index`` is its name."""

    index: str
    number: int


class Engine(Protocol):
    """A search engine. Methods raise EngineUnavailable when it cannot answer."""

    name: str

    def search(self, request: SearchRequest) -> SearchResult:
        """Hits in a stable order (ties by code), total and facet counts."""
        ...

    def apply(self, changes: Sequence[Change], name: str | None = None) -> None:
        """Makes changes visible to every later search; in the index of that name, where one is given.

        One caller at a time for an index.
        """
        ...

    def versions(self) -> dict[str, int]:
        """Version of every document that answers, by code."""
        ...

    def digests(self) -> dict[str, str]:
        """``SearchDocument.digest`` of every document that answers, by code; "" where it was not kept."""
        ...

    def count(self, name: str | None = None) -> int:
        """How many documents answer; or are in the index of that name."""
        ...

    def nearest(self, request: NearestRequest) -> list[Hit]:
        """Hits by cosine (which is their score), the nearest first, ties by code. Empty where there are no vectors."""
        ...

    def put_vectors(
        self, vectors: Iterable[tuple[str, bytes]], gone: Sequence[str] = (), name: str | None = None
    ) -> None:
        """Keeps (code, vector) pairs and drops the vectors of ``gone``. One caller at a time for an index."""
        ...

    def vector(self, code: str) -> bytes | None:
        """The vector of a case, if there is one."""
        ...

    def position(self) -> Position | None:
        """How far the index that answers has read the log; None where there is no index, or it has not begun."""
        ...

    def set_position(self, number: int, name: str | None = None) -> None:
        """Notes that the index that answers, or the one of that name, has all that it was given up to here.

        Durable like what was applied before, and a part of the index: one that is kept keeps its own.
        """
        ...

    def new_index(self) -> str:
        """Begins an empty index beside the one that answers; returns its name."""
        ...

    def bulk_index(
        self,
        name: str,
        documents: Iterable[SearchDocument],
        version: int,
        vectors: Iterable[tuple[str, bytes]] = (),
    ) -> int:
        """Adds documents, each once, all of this version, and their vectors to a new index; returns how many."""
        ...

    def activate(self, name: str) -> None:
        """Lets that index answer, in one step for every process. The one that answered is kept, and no other."""
        ...

    def roll_back(self) -> str | None:
        """Lets the kept index answer again, as it was left, and keeps the other; its name, None where none is kept."""
        ...

    def delete_stale(self) -> None:
        """Deletes indexes that neither answer nor are kept: older ones, and what a killed rebuild left."""
        ...

    def tidy(self) -> None:
        """What makes the index that answers better and can wait for a quiet minute. Changes nothing that is in it."""
        ...

    def is_current(self) -> bool:
        """Whether there is an index made with today's fields and text analysis."""
        ...
