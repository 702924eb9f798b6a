"""Reads the log on for an index, and brings it the present state of each case, so that rows of one case need no order.

First the index has what a batch of rows is about, then its position moves: who is killed in between reads the batch
again, which changes nothing. Rows of vectors come after those of documents and never keep them up.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import structlog
from django.db import InterfaceError, OperationalError

from search.content.documents import documents, public_case_codes
from search.content.vocabulary import Collector
from search.contract.documents import Change, Delete, Upsert
from search.contract.errors import EngineUnavailable, Refused
from search.contract.index import Index, Position
from search.engines import get_engine
from search.engines.targets import target_engines
from search.meaning.embedder import model_name
from search.meaning.vectors import vectors_of
from search.signals import index_changed

from . import refused
from .locks import index_lock
from .log import FOR_INDEXES, Kind, end, leads_on_from, next_rows, number_committed, rows_after
from .versions import next_version

BATCH = 200  # cases
AHEAD = 1000  # rows looked at for a batch: a case that changed often is brought once
AWAY = (EngineUnavailable, OperationalError, InterfaceError)  # nothing can be done now, whatever the document
logger = structlog.get_logger(__name__)
Progress = Callable[[int], object]


@dataclass(frozen=True, slots=True)
class Batch:
    """Batch of rows of the log: the cases whose documents and whose vectors changed, and the number it ends with."""

    documents: list[str]
    vectors: list[str]
    rows: int
    end: int

    @classmethod
    def after(cls, number: int) -> "Batch":
        """The next rows after a position."""
        last = end()
        rows = next_rows(number, FOR_INDEXES, AHEAD, last)
        codes: dict[str, dict[str, None]] = {kind: {} for kind in FOR_INDEXES}
        count = 0
        for row in rows:
            if row.code not in codes[row.kind] and sum(map(len, codes.values())) == BATCH:
                break
            codes[row.kind][row.code] = None
            count += 1
        reached = rows[count - 1].number if count == AHEAD or count < len(rows) else last
        return cls(list(codes[Kind.DOCUMENT]), list(codes[Kind.VECTOR]), count, reached)


def read_on(
    engine: Index, position: Position, progress: Progress = lambda count: None, *, aside: bool = False
) -> Position:
    """Brings an index all that the log holds after its position; returns where it then is.

    ``aside``: the index does not answer yet, and its position is left to the caller.
    """
    name = position.index if aside else None
    while (batch := Batch.after(position.number)).rows:
        failed = deliver(engine, batch.documents, name) if batch.documents else {}
        if batch.vectors:
            deliver_vectors(engine, batch.vectors, name)
        refused.settle(engine.name, position.index, batch.documents, failed)
        position = Position(position.index, batch.end)
        if not aside:
            engine.set_position(position.number)
        progress(batch.rows)
    return position


def deliver_waiting(engine: Index, progress: Progress) -> int:
    """Brings an index all that it lacks; returns how many rows. Does nothing while another process does it.

    Raises EngineUnavailable when the engine does not answer, or has no index that the log leads on from.
    """
    done: list[int] = []

    def count(rows: int) -> None:
        done.append(rows)
        progress(rows)

    while _waits(_position(engine)):
        # Whoever holds the lock looks again after letting go, and so do we: no row is left for the next change.
        with index_lock(engine.name, wait=False) as held:
            if not held:
                break
            position = read_on(engine, _position(engine), count)
            while codes := list(refused.due(position.index).values_list("code", flat=True)[:BATCH]):
                refused.settle(engine.name, position.index, codes, deliver(engine, codes))
                count(len(codes))
    if done:
        index_changed.send_robust(sender=None)
    return sum(done)


def _position(engine: Index) -> Position:
    position = engine.position()
    if position is None or not leads_on_from(position):
        raise EngineUnavailable("there is no index that the log leads on from; run manage.py search_rebuild")
    return position


def _waits(position: Position) -> bool:
    number_committed()
    return rows_after(position.number, FOR_INDEXES).exists() or refused.due(position.index).exists()


def drain(engine: Index | None = None, progress: Progress = lambda count: None) -> int:
    """Reads the log on for the index of the engine, or of all of them; returns how many rows.

    Leaves an index alone while another process drains it. Raises EngineUnavailable when an engine does not answer, once
    the others have what they lack.
    """
    if engine is not None:
        return deliver_waiting(engine, progress)
    done, failure = 0, None
    for name in target_engines():
        try:
            done += deliver_waiting(get_engine(name), progress)
        except EngineUnavailable as error:
            failure = error
    if failure is not None:
        raise failure
    return done


def deliver(engine: Index, codes: Sequence[str], name: str | None = None) -> dict[str, Exception]:
    """Brings the present state of these cases to the index that answers, or to the one of that name.

    Returns the failures by code: one poisonous document does not keep the others out. Call it after the rows were
    read (see ``versions``). Raises EngineUnavailable, and what says that the database is away.
    """
    words = Collector()
    version = next_version()
    try:
        engine.apply(_changes(codes, version, words), name)
    except Exception as error:
        if isinstance(error, AWAY) and not isinstance(error, Refused):
            raise
        if len(codes) == 1:
            logger.warning("search_document_refused", engine=engine.name, case=codes[0], reason=str(error))
            return {codes[0]: error}
        half = len(codes) // 2
        return deliver(engine, codes[:half], name) | deliver(engine, codes[half:], name)
    words.remember()
    return {}


def _changes(codes: Sequence[str], version: int, words: Collector) -> list[Change]:
    """The present state of the cases, whatever it was when their rows were written."""
    found = {document.code: document for document in words.watch(documents(list(codes)))}
    return [Upsert(found[code], version) if code in found else Delete(code, version) for code in codes]


def deliver_vectors(engine: Index, codes: Sequence[str], name: str | None = None) -> None:
    """Brings the present vectors of these cases. What the index does not take is logged and left: words are found."""
    found = vectors_of(model_name(), sorted(public_case_codes(codes)))
    try:
        engine.put_vectors(found.items(), [code for code in codes if code not in found], name)
    except Exception as error:
        if isinstance(error, AWAY) and not isinstance(error, Refused):
            raise
        logger.exception("search_vectors_refused", engine=engine.name, cases=len(codes))
