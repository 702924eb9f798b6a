"""Builds an index anew beside the one that answers, and keeps indexes current."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress

import structlog

from search.content.documents import documents, public_case_codes
from search.content.vocabulary import Collector
from search.contract.documents import SearchDocument
from search.contract.errors import EngineUnavailable
from search.contract.faults import Fault
from search.contract.index import Index, Position
from search.engines import get_engine
from search.engines.deadline import within
from search.engines.targets import is_remote
from search.meaning.embedder import model_name
from search.meaning.vectors import kept_vectors
from search.signals import index_changed

from . import attempts
from .condition import PATIENCE, look_at, note_new_index
from .delivery import drain, read_on
from .locks import AlreadyRunning, index_lock, rebuild_lock
from .log import Kind, end, leads_on_from, rows_after
from .refused import refused_by
from .versions import next_version

SHORT = 2.0  # seconds to wait for another rebuild
LONG = 600.0  # seconds to wait for a drain under way, when all but the swap is done
logger = structlog.get_logger(__name__)
Progress = Callable[[int], object]


class Incomplete(Exception):
    """The new index does not hold what the database does; the old one goes on answering."""


def rebuild(
    engine: Index | None = None,
    progress: Progress = lambda count: None,
    wait: float = SHORT,
    *,
    if_outdated: bool = False,
) -> int | None:
    """Builds a new index beside the old one, which answers and takes changes; swaps; returns how many documents.

    The new one reads the log on from where its building began, before it answers. Raises AlreadyRunning when someone
    else builds it (after ``wait`` seconds), Incomplete when the new one lacks something, EngineUnavailable where it
    would be built in vain. With ``if_outdated`` it does nothing (None) where another process has meanwhile built a
    current index.
    """
    engine = engine or get_engine()
    with rebuild_lock(engine.name, seconds=wait) as held:
        if not held:
            raise AlreadyRunning
        if if_outdated and not needs_build(engine):
            return None
        _raise_if_in_vain(engine)
        attempts.note(engine.name)
        engine.delete_stale()  # what a killed one left
        try:
            count = _build(engine, progress)
        except BaseException:
            with suppress(Exception):
                engine.delete_stale()  # what came of it: the next build may be months away
            raise
        note_new_index(engine.name)
        engine.delete_stale()
    index_changed.send_robust(sender=None)
    drain(engine)
    return count


def _build(engine: Index, progress: Progress) -> int:
    words = Collector()
    began = Position(engine.new_index(), end())  # before the cases and vectors are read
    engine.bulk_index(
        began.index,
        words.watch(_reported(documents(), progress)),
        next_version(),
        _public(kept_vectors(model_name())),
    )
    words.replace()  # now: what is read on has words of its own
    position = read_on(engine, began, aside=True)
    with index_lock(engine.name, wait=True, seconds=LONG) as held:
        if not held:
            raise AlreadyRunning
        position = read_on(engine, position, aside=True)
        count = _verified(engine, position)
        engine.set_position(position.number, position.index)
        engine.activate(position.index)
    logger.info("search_index_activated", engine=engine.name, index=position.index, cases=count)
    return count


def _verified(engine: Index, position: Position) -> int:
    """The number of documents in the new index, once it is the number that should be there.

    Those that the engine refuses, and those that changed this very moment, which it reads next, may differ.
    """
    count, public = engine.count(position.index), len(public_case_codes())
    end()
    open_to_doubt = refused_by(position.index).count() + rows_after(position.number, [Kind.DOCUMENT]).count()
    if abs(count - public) > open_to_doubt:
        raise Incomplete(f"{count} documents in the new index, {public} public cases")
    return count


def roll_back(engine: Index) -> str | None:
    """Lets the kept index answer again, as it was left; its name, None where none is kept. Raises AlreadyRunning."""
    with rebuild_lock(engine.name, seconds=SHORT) as held, index_lock(engine.name, wait=True) as alone:
        if not (held and alone):
            raise AlreadyRunning
        name = engine.roll_back()
        note_new_index(engine.name)
    index_changed.send_robust(sender=None)
    return name


def ensure_index(
    engine: Index | None = None, progress: Progress = lambda count: None, *, patiently: bool = False
) -> int | None:
    """Rebuilds when there is no index, a damaged one, one of another format, or one the log does not lead on from.

    Else drains. ``patiently``: does neither while an attempt to build it is not due, after others that did not help.
    """
    engine = engine or get_engine()
    if not needs_build(engine):
        attempts.settle(engine.name)
        drain(engine)
        return None
    if patiently and not attempts.are_due(engine.name):
        return None
    logger.info("search_index_outdated", engine=engine.name, message="damaged, made otherwise, or of another log")
    count = rebuild(engine, progress, wait=60.0, if_outdated=True)
    logger.info("search_index_rebuilt", engine=engine.name, cases=count)
    return count


def needs_build(engine: Index) -> bool:
    """Whether a new index would mend what is wrong with it, its fields or text analysis have changed since it was
    built, or the log does not lead on from it. Raises EngineUnavailable where a new one would be built in vain.
    """
    fault = _raise_if_in_vain(engine)
    if fault is not None and fault.is_mended_by_a_new_index:
        return True
    is_far = is_remote(engine.name)
    if not (within(engine.is_current, PATIENCE) if is_far else engine.is_current()):
        return True
    return not leads_on_from(within(engine.position, PATIENCE) if is_far else engine.position())


def _raise_if_in_vain(engine: Index) -> Fault | None:
    fault = look_at(engine)
    if fault is not None and fault.is_in_vain:
        raise EngineUnavailable(fault)
    return fault


def _public(vectors: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    public = public_case_codes()
    return ((code, vector) for code, vector in vectors if code in public)


def _reported(found: Iterable[SearchDocument], progress: Progress) -> Iterator[SearchDocument]:
    for document in found:
        yield document
        progress(1)
