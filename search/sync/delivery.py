"""Brings what waits in the outbox to an engine, the present state of each case, and minds what fails."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

import structlog
from django.db import InterfaceError, OperationalError
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from search.content.documents import documents
from search.content.vocabulary import Collector
from search.contract.engine import Change, Delete, Engine, EngineUnavailable, Refused, Upsert
from search.engines import get_engine
from search.engines.targets import is_remote, target_engines
from search.models import WAITS, OutboxEntry
from search.signals import index_changed

from .feed import mine
from .locks import index_lock, rebuild_lock
from .machines import appear
from .vector_queue import request_vectors
from .versions import next_version

BATCH = 200  # entries
ATTEMPTS = 10  # after so many failures an entry is parked
FIRST_DELAY, LONGEST_DELAY = 5.0, 3600.0  # seconds before the next attempt; each is twice the one before
AT_ONCE = 500  # ids in one statement
AWAY = (EngineUnavailable, OperationalError, InterfaceError)  # nothing can be done now, whatever the document
logger = structlog.get_logger(__name__)
Progress = Callable[[int], object]


def waiting(engine: str) -> QuerySet[OutboxEntry]:
    """Entries that an engine has yet to learn of (the embedded one: of this machine), but for those given up."""
    return OutboxEntry.objects.filter(WAITS, mine([engine]))


def due(engine: str) -> QuerySet[OutboxEntry]:
    """Those of them whose time has come, the oldest first."""
    return waiting(engine).filter(Q(next_attempt_at=None) | Q(next_attempt_at__lte=timezone.now())).order_by("pk")


@dataclass(frozen=True, slots=True)
class Batch:
    """The cases to bring, and every entry of them: also those given up, since what succeeds now settles them too."""

    codes: list[str]
    entries: dict[int, str]  # code by id

    @classmethod
    def fetch(cls, engine: str) -> "Batch":
        """The next that are due; without codes when nothing is."""
        codes = list(dict.fromkeys(due(engine).values_list("code", flat=True)[:BATCH]))
        rows = OutboxEntry.objects.filter(mine([engine]), applied_at=None, code__in=codes)
        return cls(codes, dict(rows.values_list("pk", "code")))


def deliver_waiting(engine: Engine, progress: Callable[[int], object]) -> int:
    """Brings all that is due; returns how many entries. Does nothing while another process does it.

    Raises EngineUnavailable when the engine does not answer; the entries then stay as they are.
    """
    if not is_remote(engine.name):
        appear()
    done = 0
    while due(engine.name).exists():
        # Whoever holds the lock looks again before letting go, and we look again after: no entry is left behind.
        with index_lock(engine.name, wait=False) as held:
            if not held:
                return done
            while (batch := Batch.fetch(engine.name)).codes:
                failed = deliver(engine, batch.codes)
                # First, so that a case whose vector has yet to follow is always in one of the two tables.
                request_vectors(set(batch.codes) - set(failed), engine.name)
                settle(batch, failed)
                done += len(batch.entries)
                progress(len(batch.entries))
    if done:
        forget_applied(engine.name)
        index_changed.send_robust(sender=None)
    return done


def drain(engine: Engine | None = None, progress: Progress = lambda count: None) -> int:
    """Applies entries that wait, oldest first, to the engine or to all of them; returns how many.

    Leaves an index alone while another process drains it. Raises EngineUnavailable when an engine does not answer, once
    the others have what they wait for; its entries stay.
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


def deliver(engine: Engine, codes: Sequence[str], name: str | None = None) -> dict[str, Exception]:
    """Brings the present state of these cases to the index that answers, or to the one of that name.

    Returns the failures by code: one poisonous document does not keep the others out. Call it after the entries were
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
    """The present state of the cases, whatever it was when their entries were written."""
    found = {document.code: document for document in words.watch(documents(list(codes)))}
    return [Upsert(found[code], version) if code in found else Delete(code, version) for code in codes]


def settle(batch: Batch, failed: dict[str, Exception]) -> None:
    """What was brought is applied; what failed is tried again later, or parked after ten times."""
    now = timezone.now()
    _update([pk for pk, code in batch.entries.items() if code not in failed], applied_at=now)
    for code, error in failed.items():
        entries = OutboxEntry.objects.filter(pk__in=[pk for pk, of in batch.entries.items() if of == code])
        entries.update(attempts=F("attempts") + 1, error=f"{type(error).__name__}: {error}"[:300])
        for entry in entries.filter(parked_at=None):
            entry.next_attempt_at = now + delay(entry.attempts)
            if entry.attempts >= ATTEMPTS:
                entry.parked_at = now
                logger.error("search_entry_parked", engine=entry.engine, case=code, reason=entry.error)
            entry.save(update_fields=["next_attempt_at", "parked_at"])


def delay(attempts: int) -> timedelta:
    """How long to leave an entry that failed so many times."""
    return timedelta(seconds=min(LONGEST_DELAY, FIRST_DELAY * 2 ** (min(attempts, 20) - 1)))


def try_again(entries: QuerySet[OutboxEntry]) -> int:
    """Makes parked and failed entries due at once, as if they were new; returns how many."""
    return entries.filter(applied_at=None).update(attempts=0, parked_at=None, next_attempt_at=None)


def forget_applied(engine: str) -> None:
    """Deletes entries that were applied, unless a rebuild is under way, which has to replay them."""
    with rebuild_lock(engine) as alone:
        if alone:
            OutboxEntry.objects.filter(mine([engine]), applied_at__isnull=False).delete()


def _update(pks: Sequence[int], **values: object) -> None:
    for start in range(0, len(pks), AT_ONCE):
        OutboxEntry.objects.filter(pk__in=pks[start : start + AT_ONCE]).update(**values)
