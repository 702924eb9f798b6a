"""Documents that an index does not take: tried again later and later, given up after ten times, by hand once more."""

import socket
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

import structlog
from django.db.models import QuerySet
from django.utils import timezone

from search.engines.targets import is_remote
from search.models import RefusedDocument

ATTEMPTS = 10  # after so many failures a document is parked
FIRST_DELAY, LONGEST_DELAY = 5.0, 3600.0  # seconds before the next attempt; each is twice the one before
FORGOTTEN_AFTER = timedelta(days=30)  # not tried: its index is gone, or the nightly check finds it anew
AT_ONCE = 500  # codes in one statement
logger = structlog.get_logger(__name__)


def refused_by(index: str) -> QuerySet[RefusedDocument]:
    """Documents that an index has refused."""
    return RefusedDocument.objects.filter(index=index)


def due(index: str) -> QuerySet[RefusedDocument]:
    """Refused documents whose next attempt is due, without those given up."""
    return (
        refused_by(index).filter(parked_at=None, next_attempt_at__lte=timezone.now()).order_by("next_attempt_at", "pk")
    )


def next_attempt(index: str) -> list[datetime]:
    """Time of the next attempt at a refused document; None where there is none."""
    waiting = refused_by(index).filter(parked_at=None).order_by("next_attempt_at")
    return list(waiting.values_list("next_attempt_at", flat=True)[:1])


def settle(engine: str, index: str, codes: Collection[str], failed: Mapping[str, Exception]) -> None:
    """Notes how it went with these cases: what was taken is forgotten, what was refused is tried again later."""
    taken = [code for code in codes if code not in failed]
    for start in range(0, len(taken), AT_ONCE):
        refused_by(index).filter(code__in=taken[start : start + AT_ONCE]).delete()
    for code, error in failed.items():
        _refused(engine, index, code, f"{type(error).__name__}: {error}"[:300])


def _refused(engine: str, index: str, code: str, error: str) -> None:
    now = timezone.now()
    host = "" if is_remote(engine) else socket.gethostname()[:200]
    values = {"engine": engine, "host": host, "error": error, "next_attempt_at": now}
    entry, _new = RefusedDocument.objects.update_or_create(index=index, code=code, defaults=values)
    entry.attempts += 1
    entry.next_attempt_at = now + delay(entry.attempts)
    if entry.attempts >= ATTEMPTS and entry.parked_at is None:
        entry.parked_at = now
        logger.error("search_document_parked", engine=engine, case=code, reason=error)
    entry.save()


def delay(attempts: int) -> timedelta:
    """Delay before the next attempt at a document that failed so many times."""
    return timedelta(seconds=min(LONGEST_DELAY, FIRST_DELAY * 2 ** (min(attempts, 20) - 1)))


def try_again(documents: QuerySet[RefusedDocument]) -> int:
    """Makes them due at once, as if they had never failed; returns how many."""
    return documents.update(attempts=0, parked_at=None, next_attempt_at=timezone.now())


def forget_old() -> None:
    """Forgets what nobody has tried for long: mostly of indexes that are no more."""
    RefusedDocument.objects.filter(next_attempt_at__lt=timezone.now() - FORGOTTEN_AFTER).delete()
