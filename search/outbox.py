"""Keeps the index in step with the database, without ever making a publisher wait or fail."""

from collections.abc import Callable, Iterable

import structlog
from django.db import transaction
from django.db.models import F

from .contract import Change, Delete, Engine, EngineUnavailable, Upsert
from .document import codes_of, documents
from .engines import get_engine
from .known_words import Collector
from .lock import index_lock
from .meaning.queue import request_vectors
from .models import OutboxEntry
from .signals import index_changed

BATCH = 200
logger = structlog.get_logger(__name__)


def record(case_ids: Iterable[int]) -> None:
    """Notes, in the running transaction, that these cases changed; the index follows after the commit."""
    record_codes(codes_of(case_ids))


def record_codes(codes: Iterable[str]) -> None:
    """The same by code, which a case that is being deleted still has."""
    OutboxEntry.objects.bulk_create([OutboxEntry(code=code) for code in codes], batch_size=500)
    connection = transaction.get_connection()
    if not any(callback is drain_quietly for _savepoints, callback, _robust in connection.run_on_commit):
        transaction.on_commit(drain_quietly, robust=True)  # once, however much the transaction changes


def drain_quietly() -> None:
    """Drains what can be drained now; what cannot stays for the next time. Never raises, never waits."""
    try:
        drain()
    except EngineUnavailable as error:
        logger.warning("search_engine_unavailable", reason=str(error), waiting=OutboxEntry.objects.count())
    except Exception:
        logger.exception("search_drain_failed", waiting=OutboxEntry.objects.count())


def drain(engine: Engine | None = None, progress: Callable[[int], object] = lambda count: None) -> int:
    """Applies waiting entries to the engine, oldest first; returns how many. Does nothing while another drains.

    Raises EngineUnavailable when the engine does not answer; the entries then stay.
    """
    engine = engine or get_engine()
    done = 0
    while OutboxEntry.objects.exists():
        # Whoever holds the lock looks again before letting go, and we look again after: no entry is left behind.
        with index_lock(wait=False) as held:
            if not held:
                return done
            done += _drain_all(engine, progress)
    return done


def _drain_all(engine: Engine, progress: Callable[[int], object]) -> int:
    done = 0
    while entries := list(OutboxEntry.objects.order_by("pk")[:BATCH]):
        try:
            engine.apply(_changes(entries, words := Collector()))
        except Exception:
            OutboxEntry.objects.filter(pk__in=[entry.pk for entry in entries]).update(attempts=F("attempts") + 1)
            raise
        words.remember()
        request_vectors({entry.code for entry in entries})
        OutboxEntry.objects.filter(pk__in=[entry.pk for entry in entries]).delete()
        done += len(entries)
        progress(len(entries))
    if done:
        index_changed.send_robust(sender=None)
    return done


def _changes(entries: list[OutboxEntry], collector: Collector) -> list[Change]:
    """The present state of the cases named, whatever it was when the entry was written."""
    versions = {entry.code: entry.pk for entry in entries}
    found = {document.code: document for document in collector.watch(documents(list(versions)))}
    return [
        Upsert(found[code], version) if code in found else Delete(code, version) for code, version in versions.items()
    ]
