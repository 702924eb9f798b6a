"""Builds an index anew beside the one that answers, and keeps indexes current."""

from collections.abc import Callable, Iterable, Iterator

import structlog
from django.utils import timezone

from search.content.documents import documents, public_case_codes
from search.content.vocabulary import Collector
from search.contract.engine import Engine, EngineUnavailable, SearchDocument
from search.engines import get_engine
from search.engines.deadline import within
from search.engines.targets import is_remote, remote_targets, target_engines
from search.meaning.embedder import model_name
from search.meaning.vectors import kept_vectors
from search.signals import index_changed

from .delivery import drain, forget_applied
from .locks import AlreadyRunning, index_lock, rebuild_lock
from .machines import appear, begin_feed, caught_up, lags_behind
from .replay import Replay
from .vector_queue import request_missing
from .versions import next_version

SHORT = 2.0  # seconds to wait for the lock of rebuilds: a drain holds it for an instant
LONG = 600.0  # seconds to wait for a drain under way, when all but the swap is done
PATIENCE = 5.0  # seconds for a remote engine to say whether it is current
logger = structlog.get_logger(__name__)
Progress = Callable[[int], object]


class Incomplete(Exception):
    """The new index does not hold what the database does; the old one goes on answering."""


def rebuild(
    engine: Engine | None = None,
    progress: Progress = lambda count: None,
    wait: float = SHORT,
    *,
    if_outdated: bool = False,
) -> int | None:
    """Builds a new index beside the old one, which answers and takes changes; swaps; returns how many documents.

    What changes meanwhile is replayed before the swap. Raises AlreadyRunning when someone else builds it (after
    ``wait`` seconds), Incomplete when the new one lacks something. With ``if_outdated`` it does nothing (None) where
    another process has meanwhile built a current index.
    """
    engine = engine or get_engine()
    with rebuild_lock(engine.name, seconds=wait) as held:
        if not held:
            raise AlreadyRunning
        if if_outdated and not needs_build(engine):
            return None
        engine.delete_stale()  # what a killed one left
        count = _build(engine, progress) if is_remote(engine.name) else _build_here(engine, progress)
        engine.delete_stale()
    index_changed.send_robust(sender=None)
    drain(engine)
    forget_applied(engine.name)
    return count


def _build_here(engine: Engine, progress: Progress) -> int:
    """Builds the index of this machine, which is first made sure of its share of the entries."""
    whole = begin_feed()
    count = _build(engine, progress)
    if whole:
        caught_up()
    return count


def _build(engine: Engine, progress: Progress) -> int:
    began, model, words = timezone.now(), model_name(), Collector()
    replay = Replay(engine, engine.new_index(), began)  # notes what waits now: that is in what is read next
    if lags_behind(engine.name):
        replay.expect_vectors()
    engine.bulk_index(
        replay.name,
        words.watch(_reported(documents(), progress)),
        next_version(),
        _public(kept_vectors(model)),
    )
    words.replace()  # now: what is replayed has words of its own
    replay.catch_up()
    with index_lock(engine.name, wait=True, seconds=LONG) as held:
        if not held:
            raise AlreadyRunning
        replay.catch_up()
        replay.catch_up_vectors(model)
        count = _verified(engine, replay)
        engine.activate(replay.name)
        replay.forget()
    request_missing(model, engine.name)
    logger.info("search_index_swapped", engine=engine.name, index=replay.name, cases=count, replayed=replay.count)
    return count


def _verified(engine: Engine, replay: Replay) -> int:
    """The number of documents in the new index, once it is the number that should be there.

    Those that the engine refuses, and those that changed this very moment, which wait in the outbox, may differ.
    """
    count, public = engine.count(replay.name), len(public_case_codes())
    if abs(count - public) > len(replay.failed) + replay.left():
        raise Incomplete(f"{count} documents in the new index, {public} public cases")
    return count


def roll_back(engine: Engine) -> str | None:
    """Lets the kept index answer again, as it was left; its name, None where none is kept. Raises AlreadyRunning."""
    with rebuild_lock(engine.name, seconds=SHORT) as held, index_lock(engine.name, wait=True) as alone:
        if not (held and alone):
            raise AlreadyRunning
        name = engine.roll_back()
    index_changed.send_robust(sender=None)
    return name


def ensure_index(engine: Engine | None = None, progress: Progress = lambda count: None) -> int | None:
    """Rebuilds when there is no index, or one of another format, or one that missed changes; else only drains."""
    engine = engine or get_engine()
    if not is_remote(engine.name):
        appear(builds=True)
    if needs_build(engine):
        logger.info("search_index_outdated", engine=engine.name, message="made otherwise, or long away from its feed")
        count = rebuild(engine, progress, wait=60.0, if_outdated=True)
        logger.info("search_index_rebuilt", engine=engine.name, cases=count)
        return count
    drain(engine)
    return None


def needs_build(engine: Engine) -> bool:
    """Whether fields or text analysis changed since its index was built, or it missed changes: it was long away."""
    current = within(engine.is_current, PATIENCE) if is_remote(engine.name) else engine.is_current()
    return not current or lags_behind(engine.name)


def keep_indexes() -> None:
    """For a background thread: outdated indexes are built anew, what waits is applied. Never raises."""
    for name in sorted(target_engines(), key=is_remote):  # what is near does not wait for what is far
        keep_index(name)


def keep_index(name: str) -> None:
    """The same for the index of one engine."""
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
