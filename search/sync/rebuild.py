"""Builds an index anew beside the one that answers, and keeps indexes current."""

from collections.abc import Callable, Iterable, Iterator

import structlog

from search.content.documents import documents, public_case_codes
from search.content.vocabulary import Collector
from search.contract.documents import SearchDocument
from search.contract.errors import EngineUnavailable
from search.contract.index import Index, Position
from search.engines import get_engine
from search.engines.deadline import within
from search.engines.targets import is_remote, remote_targets, target_engines
from search.meaning.embedder import model_name
from search.meaning.vectors import kept_vectors
from search.signals import index_changed

from .delivery import drain, read_on
from .locks import AlreadyRunning, index_lock, rebuild_lock
from .log import Kind, end, leads_on_from, rows_after
from .refused import refused_by
from .versions import next_version

SHORT = 2.0  # seconds to wait for another rebuild
LONG = 600.0  # seconds to wait for a drain under way, when all but the swap is done
PATIENCE = 5.0  # seconds for a remote engine to say whether it is current
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
    else builds it (after ``wait`` seconds), Incomplete when the new one lacks something. With ``if_outdated`` it does
    nothing (None) where another process has meanwhile built a current index.
    """
    engine = engine or get_engine()
    with rebuild_lock(engine.name, seconds=wait) as held:
        if not held:
            raise AlreadyRunning
        if if_outdated and not needs_build(engine):
            return None
        engine.delete_stale()  # what a killed one left
        count = _build(engine, progress)
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
    logger.info("search_index_swapped", engine=engine.name, index=position.index, cases=count)
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
    index_changed.send_robust(sender=None)
    return name


def ensure_index(engine: Index | None = None, progress: Progress = lambda count: None) -> int | None:
    """Rebuilds when there is no index, or one of another format, or one the log does not lead on from; else drains."""
    engine = engine or get_engine()
    if needs_build(engine):
        logger.info(
            "search_index_outdated", engine=engine.name, message="made otherwise, or of another part of the log"
        )
        count = rebuild(engine, progress, wait=60.0, if_outdated=True)
        logger.info("search_index_rebuilt", engine=engine.name, cases=count)
        return count
    drain(engine)
    return None


def needs_build(engine: Index) -> bool:
    """Whether fields or text analysis changed since its index was built, or the log does not lead on from it."""
    is_far = is_remote(engine.name)
    if not (within(engine.is_current, PATIENCE) if is_far else engine.is_current()):
        return True
    return not leads_on_from(within(engine.position, PATIENCE) if is_far else engine.position())


def keep_indexes() -> None:
    """Keeps every index, for a background thread: outdated ones are built anew, what waits is applied. Never raises."""
    for name in sorted(target_engines(), key=is_remote):  # what is near does not wait for what is far
        keep_index(name)


def keep_index(name: str) -> None:
    """Keeps the index of one engine. Never raises."""
    try:
        ensure_index(get_engine(name))
    except (AlreadyRunning, EngineUnavailable) as error:
        reason = str(error) or "another process is writing the index"
        logger.info("search_index_waits", engine=name, reason=reason)
    except Exception:
        logger.exception("search_index_failed", engine=name)


def tidy_indexes() -> None:
    """For quiet minutes: what an engine over the network has to tidy. Never raises."""
    for name in remote_targets():
        try:
            get_engine(name).tidy()
        except EngineUnavailable as error:
            logger.info("search_index_untidy", engine=name, reason=str(error))


def _public(vectors: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    public = public_case_codes()
    return ((code, vector) for code, vector in vectors if code in public)


def _reported(found: Iterable[SearchDocument], progress: Progress) -> Iterator[SearchDocument]:
    for document in found:
        yield document
        progress(1)
