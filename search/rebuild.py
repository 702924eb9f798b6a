"""Builds the index anew, compares it with the database, and keeps it current."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

import structlog
from django.db.models import Max

from .contract import Delete, Engine, EngineUnavailable, SearchDocument, Upsert
from .document import documents, public_case_codes
from .engines import get_engine
from .known_words import Collector
from .lock import index_lock
from .meaning.embedder import model_name
from .meaning.queue import request_missing
from .meaning.vectors import kept_vectors
from .models import OutboxEntry
from .outbox import drain
from .signals import index_changed

logger = structlog.get_logger(__name__)
Progress = Callable[[int], object]


class AlreadyRunning(Exception):
    """Someone else is writing the index."""


def rebuild(
    engine: Engine | None = None,
    progress: Progress = lambda count: None,
    wait: float = 60.0,
    *,
    if_outdated: bool = False,
) -> int | None:
    """Builds a new index beside the old one and swaps; returns the number of documents.

    What changes meanwhile waits in the outbox and is applied after the swap. Raises AlreadyRunning after ``wait``
    seconds. With ``if_outdated`` it does nothing (None) where another process has meanwhile built a current index.
    """
    engine = engine or get_engine()
    with index_lock(wait=True, seconds=wait) as held:
        if not held:
            raise AlreadyRunning
        if if_outdated and engine.is_current():
            return None
        # Entries up to here are in what is read next; later ones are replayed by the drain below.
        noted = OutboxEntry.objects.aggregate(last=Max("pk"))["last"] or 0
        words, model = Collector(), model_name()
        engine.sweep()  # what a killed one left
        name = engine.new_index()
        count = engine.fill(name, words.watch(_reported(documents(), progress)), noted, _public(kept_vectors(model)))
        engine.swap(name)
        engine.sweep()
        words.replace()
        request_missing(model)
        OutboxEntry.objects.filter(pk__lte=noted).delete()
    index_changed.send_robust(sender=None)
    drain(engine)
    return count


def ensure_index(engine: Engine | None = None, progress: Progress = lambda count: None) -> int | None:
    """Rebuilds when there is no index, or one made with other fields or another text analysis; else only drains."""
    engine = engine or get_engine()
    if not engine.is_current():
        logger.info("search_index_outdated", message="fields, text analysis or model changed: building the index anew")
        count = rebuild(engine, progress, if_outdated=True)
        logger.info("search_index_rebuilt", cases=count)
        return count
    drain(engine)
    return None


def keep_index() -> None:
    """For a background thread: an outdated index is built anew, what waits is applied. Never raises."""
    try:
        ensure_index()
    except (AlreadyRunning, EngineUnavailable) as error:
        logger.info("search_index_waits", reason=str(error) or "another process is writing the index")


def _public(vectors: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    public = public_case_codes()
    return ((code, vector) for code, vector in vectors if code in public)


def _reported(found: Iterable[SearchDocument], progress: Progress) -> Iterator[SearchDocument]:
    for document in found:
        yield document
        progress(1)


@dataclass(slots=True)
class Differences:
    """How an index differs from the database: codes that are missing from it, and codes it should not have."""

    missing: list[str] = field(default_factory=list)
    phantom: list[str] = field(default_factory=list)
    waiting: int = 0

    def __bool__(self) -> bool:
        return bool(self.missing or self.phantom or self.waiting)


def check(engine: Engine | None = None) -> Differences:
    """Compares every public case with the index. Stale documents are those with entries still in the outbox."""
    engine = engine or get_engine()
    indexed, public = set(engine.versions()), public_case_codes()
    return Differences(sorted(public - indexed), sorted(indexed - public), OutboxEntry.objects.count())


def repair(differences: Differences, engine: Engine | None = None) -> None:
    """Mends what ``check`` found."""
    engine = engine or get_engine()
    drain(engine)
    newest = max([0, *engine.versions().values()]) + 1
    with index_lock(wait=True) as held:
        if not held:
            raise AlreadyRunning
        engine.apply([Upsert(document, newest) for document in documents(differences.missing)])
        engine.apply([Delete(code, newest) for code in differences.phantom])
