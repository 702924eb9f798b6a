"""Compares an index with the database, and mends it."""

from dataclasses import dataclass, field

from search.content.documents import documents, public_case_codes
from search.contract.index import Index
from search.engines import get_engine
from search.meaning.embedder import model_name
from search.meaning.vectors import kept_vectors
from search.signals import index_changed

from . import refused
from .delivery import BATCH, deliver, drain
from .lag import state_of
from .locks import AlreadyRunning, index_lock
from .log import end, leads_on_from
from .versions import next_version


@dataclass(slots=True)
class Differences:
    """Differences of an index from the database, as codes: missing in it, not as the case is today, not to be in it.

    ``end``: of the log, before the cases were read.
    """

    missing: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    phantom: list[str] = field(default_factory=list)
    waiting: int = 0
    end: int = 0

    @property
    def codes(self) -> list[str]:
        """Codes of every kind of difference."""
        return [*self.missing, *self.stale, *self.phantom]

    def __bool__(self) -> bool:
        return bool(self.codes or self.waiting)


def check(engine: Index | None = None) -> Differences:
    """Compares every public case with the index. What changes meanwhile may be named, and waits in the outbox."""
    engine = engine or get_engine()
    last = end()
    indexed = engine.digests()
    public = {document.code: document.digest for document in documents()}
    return Differences(
        sorted(public.keys() - indexed.keys()),
        sorted(code for code in public.keys() & indexed.keys() if public[code] != indexed[code]),
        sorted(indexed.keys() - public.keys()),
        state_of(engine).waiting,
        last,
    )


def repair(differences: Differences, engine: Index | None = None) -> None:
    """Mends what ``check`` found, after what waits.

    An index that the log does not lead on from, as one that was rolled back to, is given all vectors as well, and a
    position. Raises EngineUnavailable when the engine does not answer, and AlreadyRunning when someone else writes the
    index for long.
    """
    engine = engine or get_engine()
    # Above all that is there, so that it wins also where the index is younger than the database: a copy was restored.
    next_version(above=max([0, *engine.versions().values()]))
    leads_on = leads_on_from(engine.position())
    if leads_on:
        drain(engine)
    codes = differences.codes
    with index_lock(engine.name, wait=True) as held:
        if not held:
            raise AlreadyRunning
        failed: dict[str, Exception] = {}
        for start in range(0, len(codes), BATCH):
            failed |= deliver(engine, codes[start : start + BATCH])
        if not leads_on:
            public = public_case_codes()
            engine.put_vectors((code, vector) for code, vector in kept_vectors(model_name()) if code in public)
            engine.set_position(differences.end)
        if (position := engine.position()) is not None:
            refused.settle(engine.name, position.index, codes, failed)
    index_changed.send_robust(sender=None)
