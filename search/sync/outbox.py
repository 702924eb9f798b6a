"""Keeps the indexes in step with the database, without ever making a publisher wait or fail."""

from collections.abc import Iterable

import structlog
from django.conf import settings
from django.db import transaction

from search.content.documents import codes_of
from search.contract.engine import EngineUnavailable
from search.engines import get_engine
from search.engines.targets import is_remote, remote_targets, target_engines
from search.models import OutboxEntry
from search.signals import changes_wait

from .delivery import drain, waiting
from .feed import addressees, own_name
from .tasks import request_drain

logger = structlog.get_logger(__name__)


def record(case_ids: Iterable[int]) -> None:
    """Notes, in the running transaction, that these cases changed; the indexes follow after the commit."""
    record_codes(codes_of(case_ids))


def record_codes(codes: Iterable[str], engines: Iterable[str] | None = None) -> None:
    """The same by code, which a case that is being deleted still has; for all engines, or for those named."""
    if codes := list(codes):
        _write(codes, addressees(target_engines() if engines is None else engines))


def record_here(codes: Iterable[str], engine: str) -> None:
    """The same where only the index of this machine has to learn of them."""
    if codes := list(codes):
        _write(codes, [(engine, own_name(engine))])


def _write(codes: list[str], addressees: list[tuple[str, str]]) -> None:
    rows = [OutboxEntry(code=code, engine=engine, machine=machine) for code in codes for engine, machine in addressees]
    OutboxEntry.objects.bulk_create(rows, batch_size=500)
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
    """After a commit: drains what can be drained now and here. Never raises, never waits.

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
            logger.warning("search_engine_unavailable", engine=name, reason=str(error), waiting=waiting(name).count())
        except Exception:
            logger.exception("search_drain_failed", engine=name, waiting=waiting(name).count())
    if remote_targets():
        changes_wait.send_robust(sender=None)
