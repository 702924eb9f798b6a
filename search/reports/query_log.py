"""Log of queries, counted by day. It holds what people typed and nothing of who, from where or at what time."""

import os
import threading
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from search.models import SearchedQuery
from search.text.analysis import forms

from .masking import mask

MOST_WAITING = 1000  # different queries; beyond them only those already waiting are counted
LONGEST = 200
_READ = 2000  # of a pasted text no more is looked at
logger = structlog.get_logger(__name__)


class _Key(NamedTuple):
    day: date
    language: str
    key: str


@dataclass(slots=True)
class _Counted:
    text: str
    total: int
    searches: int = 1


_lock = threading.Lock()
_waiting: dict[_Key, _Counted] = {}


def note(text: str, language: str, total: int) -> None:
    """Counts a search in memory; the database is written later, by ``flush``. Without a word it does not count."""
    if settings.SEARCH_LOG_DAYS <= 0:
        return
    text = mask(text[:_READ])[:LONGEST].strip()
    key = " ".join(forms(text))[:LONGEST].strip()
    if key:
        with _lock:
            _add(_Key(timezone.localdate(), language, key), _Counted(text, total))


def flush() -> int:
    """Adds what was counted to the table; returns how many queries. Never raises: what fails is kept for next time."""
    with _lock:
        taken = dict(_waiting)
        _waiting.clear()
    if not taken:
        return 0
    try:
        _write(taken)
    except Exception as error:  # its message may quote a query, so only its name is logged
        with _lock:
            newer = dict(_waiting)
            _waiting.clear()
            for counts in (taken, newer):
                for key, counted in counts.items():
                    _add(key, counted)
        logger.warning("query_log_not_written", error=type(error).__name__, waiting=len(_waiting))
        return 0
    return len(taken)


def forget_old() -> int:
    """Deletes the days older than SEARCH_LOG_DAYS, all of them when the log is off; returns how many rows."""
    old = SearchedQuery.objects.all()
    if settings.SEARCH_LOG_DAYS > 0:
        old = old.filter(day__lt=timezone.localdate() - timedelta(days=settings.SEARCH_LOG_DAYS))
    return old.delete()[0]


def _add(key: _Key, counted: _Counted) -> None:
    """With the lock held."""
    if known := _waiting.get(key):
        known.searches += counted.searches
        known.text, known.total = counted.text, counted.total
    elif len(_waiting) < MOST_WAITING:
        _waiting[key] = counted


def _write(counts: dict[_Key, _Counted]) -> None:
    keys = sorted(counts)  # the same order in every process, so that two cannot wait for each other
    with transaction.atomic():
        SearchedQuery.objects.bulk_create(
            [SearchedQuery(**key._asdict(), text=counts[key].text) for key in keys], ignore_conflicts=True
        )
        for key in keys:
            counted = counts[key]
            SearchedQuery.objects.filter(**key._asdict()).update(
                searches=F("searches") + counted.searches, text=counted.text, total=counted.total
            )


def _start_afresh() -> None:
    """In a forked child: what waits is the parent's to write, and its lock may have been held."""
    global _lock
    _lock = threading.Lock()
    _waiting.clear()


os.register_at_fork(after_in_child=_start_afresh)
