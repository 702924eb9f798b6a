"""Records what changed, and has the indexes follow, without ever making a publisher wait or fail."""

from collections.abc import Iterable

import structlog
from django.conf import settings
from django.db import transaction

from search.content.documents import codes_of
from search.contract.errors import EngineUnavailable
from search.engines import get_engine
from search.engines.targets import is_remote, remote_targets, target_engines
from search.signals import changes_wait

from .delivery import drain
from .log import Kind, append
from .tasks import request_drain

logger = structlog.get_logger(__name__)


def record(case_ids: Iterable[int]) -> None:
    """Notes, in the running transaction, that these cases changed; the indexes follow after the commit."""
    record_codes(codes_of(case_ids))


def record_codes(codes: Iterable[str]) -> None:
    """Notes it by code, which a case that is being deleted still has."""
    if codes := list(codes):
        append(codes, Kind.DOCUMENT)
        announce()


def announce() -> None:
    """Has what waits drained after the commit; once, however much the transaction changes."""
    connection = transaction.get_connection()
    if any(callback is drain_quietly for _savepoints, callback, _robust in connection.run_on_commit):
        return
    if settings.SEARCH_DRAIN == "worker":
        request_drain()
    transaction.on_commit(drain_quietly, robust=True)


def drain_quietly() -> None:
    """After a commit: drains into what lies on this disk. Never raises, never waits.

    What lies over the network is left to the background thread; all of it to the worker, where there is one.
    """
    if settings.SEARCH_DRAIN == "worker":
        return
    for name in target_engines():
        if is_remote(name):
            continue
        try:
            drain(get_engine(name))
        except EngineUnavailable as error:
            logger.warning("search_engine_unavailable", engine=name, reason=str(error))
        except Exception:
            logger.exception("search_drain_failed", engine=name)
    if remote_targets():
        changes_wait.send_robust(sender=None)
