"""Protocol of an index: documents and vectors of an engine, and how far they have read the log of changes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from .documents import Change, SearchDocument
from .faults import Fault


@dataclass(frozen=True, slots=True)
class Position:
    """Position of an index in the log of changes: it has all up to the row of that number. ``index`` is its name."""

    index: str
    number: int


class Index(Protocol):
    """Index: keeps documents and vectors, and is built anew beside itself. Methods raise EngineUnavailable."""

    name: str

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
        """Number of documents that answer, or that are in the index of that name."""
        ...

    def put_vectors(
        self, vectors: Iterable[tuple[str, bytes]], gone: Sequence[str] = (), name: str | None = None
    ) -> None:
        """Keeps (code, vector) pairs and drops the vectors of ``gone``. One caller at a time for an index."""
        ...

    def position(self) -> Position | None:
        """Position of the index that answers; None where there is no index, or it has not begun."""
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
        """Tidies the index that answers, in a quiet minute. Changes nothing that is in it."""
        ...

    def fault(self, *, thorough: bool = False) -> Fault | None:
        """Fault of the index that answers, None where it is well; to be ``thorough``, all of it is read."""
        ...

    def is_current(self) -> bool:
        """Whether there is an index made with today's fields and text analysis."""
        ...
