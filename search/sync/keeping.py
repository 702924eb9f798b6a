"""Keeps the indexes, for a background thread: nothing here raises, and nothing is done twice without need."""

import structlog

from search.contract.errors import EngineUnavailable
from search.engines import get_engine
from search.engines.targets import is_remote, remote_targets, target_engines

from .condition import look_at, note_writing
from .locks import AlreadyRunning
from .rebuild import ensure_index

logger = structlog.get_logger(__name__)


def keep_indexes() -> None:
    """Keeps every index: what is outdated or damaged is built anew, what waits is applied."""
    for name in sorted(target_engines(), key=is_remote):  # what is near does not wait for what is far
        keep_index(name)


def keep_index(name: str) -> None:
    """Keeps the index of one engine."""
    try:
        ensure_index(get_engine(name), patiently=True)
    except AlreadyRunning:
        logger.info("search_index_waits", engine=name, reason="another process is writing the index")
    except EngineUnavailable as error:
        note_writing(name, error.fault)
        logger.info("search_index_waits", engine=name, reason=str(error))
    except Exception:
        logger.exception("search_index_failed", engine=name)
    else:
        note_writing(name, None)


def look_at_far_indexes() -> None:
    """Looks how the indexes of remote engines are, in a process that does not keep them but leads readers by it."""
    for name in remote_targets():
        try:
            look_at(get_engine(name))
        except EngineUnavailable as error:
            logger.info("search_index_not_seen", engine=name, reason=str(error))


def read_indexes_again() -> None:
    """Reads all of the indexes on this disk again, for a quiet minute: a disk may lose what it was given."""
    for name in target_engines():
        if is_remote(name):
            continue
        try:
            fault = get_engine(name).fault(thorough=True)
        except EngineUnavailable as error:
            logger.info("search_index_not_seen", engine=name, reason=str(error))
        else:
            if fault is not None:
                logger.error("search_index_faulty", engine=name, reason=str(fault))


def tidy_indexes() -> None:
    """Tidies, in a quiet minute, what an engine over the network has to tidy."""
    for name in remote_targets():
        try:
            get_engine(name).tidy()
        except EngineUnavailable as error:
            logger.info("search_index_untidy", engine=name, reason=str(error))
