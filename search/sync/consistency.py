"""Compares an index with the database, and mends it."""

from dataclasses import dataclass, field

from search.content.documents import documents
from search.contract.engine import Engine
from search.engines import get_engine
from search.engines.targets import is_remote
from search.signals import index_changed

from .delivery import BATCH, deliver, drain, waiting
from .locks import AlreadyRunning, index_lock
from .outbox import record_codes, record_here
from .versions import next_version


@dataclass(slots=True)
class Differences:
    """How an index differs from the database, as codes: not in it, not as the case is today, and not to be in it."""

    missing: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    phantom: list[str] = field(default_factory=list)
    waiting: int = 0

    @property
    def codes(self) -> list[str]:
        """All of them."""
        return [*self.missing, *self.stale, *self.phantom]

    def __bool__(self) -> bool:
        return bool(self.codes or self.waiting)


def check(engine: Engine | None = None) -> Differences:
    """Compares every public case with the index. What changes meanwhile may be named, and waits in the outbox."""
    engine = engine or get_engine()
    indexed = engine.digests()
    public = {document.code: document.digest for document in documents()}
    return Differences(
        sorted(public.keys() - indexed.keys()),
        sorted(code for code in public.keys() & indexed.keys() if public[code] != indexed[code]),
        sorted(indexed.keys() - public.keys()),
        waiting(engine.name).count(),
    )


def repair(differences: Differences, engine: Engine | None = None) -> None:
    """Mends what ``check`` found, after what waits.

    A remote engine is given entries, as by a change. The embedded index is of this machine alone, so it is mended at
    once. Raises EngineUnavailable when the engine does not answer, and
    AlreadyRunning when someone else writes the index for long.
    """
    engine = engine or get_engine()
    # Above all that is there, so that it wins also where the index is younger than the database: a copy was restored.
    next_version(above=max([0, *engine.versions().values()]))
    drain(engine)
    codes = differences.codes
    if is_remote(engine.name):
        record_codes(codes, [engine.name])
        drain(engine)
        return
    with index_lock(engine.name, wait=True) as held:
        if not held:
            raise AlreadyRunning
        for start in range(0, len(codes), BATCH):
            refused = deliver(engine, codes[start : start + BATCH])
            record_here(refused, engine.name)
    index_changed.send_robust(sender=None)
