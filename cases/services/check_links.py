"""Checks the addresses of sources: the longest unchecked first, and no host twice within the pause."""

import hashlib
import heapq
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from cases.models import CaseStudyPage, LinkCheck
from cases.models.link import LinkOutcome
from cases.selectors.sources import SourceUse, source_uses

from .ask_link import Answer, ask

# A site that turns machines away may well answer people; nothing is said against its link.
FINE = (LinkOutcome.OK, LinkOutcome.REFUSED)
MOST_CASES = 20  # codes kept with a link


def check_links(
    *, older_than: timedelta, limit: int | None = None, progress: Callable[[int], object] = lambda count: None
) -> dict[str, int]:
    """Asks every address of a live case that was not asked for ``older_than``; returns the numbers by outcome.

    Forgets addresses that no live case gives any more.
    """
    uses = [use for use in source_uses(CaseStudyPage.objects.live()) if use.url]
    _forget_unused(uses)
    now = timezone.now()
    fresh = set(LinkCheck.objects.filter(checked_at__gt=now - older_than).values_list("digest", flat=True))
    last = dict(LinkCheck.objects.values_list("digest", "checked_at"))
    due = [use for use in uses if digest(use.url) not in fresh]
    due.sort(key=lambda use: last.get(digest(use.url)) or datetime.min.replace(tzinfo=now.tzinfo))
    counts: dict[str, int] = {}
    for use in _gently(due[:limit]):
        answer = ask(use.url)
        _keep(use, answer)
        counts[answer.outcome] = counts.get(answer.outcome, 0) + 1
        progress(1)
    return counts


def digest(url: str) -> str:
    """Key of an address, which may be longer than an index takes."""
    return hashlib.sha256(url.encode()).hexdigest()


def _gently(uses: list[SourceUse]) -> Iterator[SourceUse]:
    """Sources in an order, and at a pace, by which no host is asked twice within the pause."""
    waiting: dict[str, list[SourceUse]] = {}
    for use in reversed(uses):
        waiting.setdefault(urlsplit(use.url).netloc.lower(), []).append(use)
    ready = [(0.0, number, host) for number, host in enumerate(waiting)]
    heapq.heapify(ready)
    while ready:
        when, number, host = heapq.heappop(ready)
        if (pause := when - time.monotonic()) > 0:
            time.sleep(pause)
        yield waiting[host].pop()
        if waiting[host]:
            heapq.heappush(ready, (time.monotonic() + settings.LINK_CHECK_PAUSE, number, host))


def _keep(use: SourceUse, answer: Answer) -> None:
    now = timezone.now()
    known = LinkCheck.objects.filter(digest=digest(use.url)).first()
    fails = answer.outcome not in FINE
    since = (known.failing_since if known and known.failing_since else now) if fails else None
    LinkCheck.objects.update_or_create(
        digest=digest(use.url),
        defaults={
            "url": use.url,
            "outcome": answer.outcome,
            "status": answer.status,
            "leads_to": answer.leads_to,
            "cases": use.cases[:MOST_CASES],
            "checked_at": now,
            "failing_since": since,
        },
    )


def _forget_unused(uses: list[SourceUse]) -> None:
    used = {digest(use.url) for use in uses}
    known = set(LinkCheck.objects.values_list("digest", flat=True))
    for gone in known - used:
        LinkCheck.objects.filter(digest=gone).delete()
