"""Keeps the lists of public cases and their counts in step with the pages.

Every writer locks the count of all cases before it reads anything, and so reads what the writer before has committed.
Whoever also counts up the public version (``taxonomy_changed``, ``cases_changed``) does that first: two who lock both
in another order would wait for each other.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import islice

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest
from wagtail.models import Page

from cases.models import Case, CaseStudyPage, ListKind, PublicCount, PublicListing
from cases.selectors.public_listings import Listing, listings
from cases.selectors.topics import topic_parents

BATCH = 500  # cases


@transaction.atomic
def relist(case_ids: Iterable[int | None]) -> int:
    """Puts cases into the lists they belong in now, and takes them out of others. Returns the number of changes."""
    _lock()  # before the cases are read: a page that another has published meanwhile is among them
    wanted = iter({pk for pk in case_ids if pk is not None})
    changes = 0
    while batch := list(islice(wanted, BATCH)):
        codes = dict(Case.objects.filter(pk__in=batch).values_list("pk", "code"))
        changes += _write(codes.values(), listings(batch))
    return changes


@transaction.atomic
def unlist(code: str) -> None:
    """Takes a case that is being deleted out of all lists."""
    _lock()
    _write([code], {})


def relist_branch(page: Page) -> None:
    """Lists the cases of a page and of those below it anew: a branch of the tree was moved, closed or opened."""
    pages = CaseStudyPage.objects.filter(path__startswith=page.path)
    relist(pages.values_list("case_id", flat=True).iterator())


def relist_everything() -> int:
    """Lists every case anew. Returns the number of changes, which is 0 unless rows were written past this service."""
    changes = _recount()  # before counts are changed by differences, and after
    with transaction.atomic():
        _lock()
        gone = PublicListing.objects.exclude(code__in=Case.objects.values("code"))
        changes += sum(_write([code], {}) for code in set(gone.values_list("code", flat=True)))
    keys = list(Case.objects.values_list("pk", flat=True))
    changes += sum(
        relist(keys[start : start + BATCH]) for start in range(0, len(keys), BATCH)
    )  # others publish between
    return changes + _recount()


@contextmanager
def relisting_moved_topics() -> Iterator[None]:
    """Lists the cases of topics anew that stand elsewhere in the tree at the end of the block."""
    before = topic_parents()
    yield
    after = topic_parents()
    moved = {code for code, parent in after.items() if before.get(code, "") != parent}
    if moved:
        below = [code for code in after if _is_below(code, moved, after)]
        relist(CaseStudyPage.objects.filter(topics__code__in=below).values_list("case_id", flat=True))


def _is_below(code: str | None, moved: set[str], parents: dict[str, str | None]) -> bool:
    while code is not None and code not in moved:
        code = parents.get(code)
    return code is not None


def _lock() -> None:
    PublicCount.objects.get_or_create(kind=ListKind.ALL, key="")
    PublicCount.objects.select_for_update().get(kind=ListKind.ALL, key="")


def _write(codes: Iterable[str], belong: dict[Listing, datetime]) -> int:
    """Makes the rows of these cases those that belong there; writes what differs. Returns how many rows differed."""
    columns = ("pk", "code", "kind", "key", "published")
    rows = PublicListing.objects.filter(code__in=list(codes)).values_list(*columns)
    there = {Listing(code, kind, key): (pk, published) for pk, code, kind, key, published in rows}
    gone = [listing for listing in there if listing not in belong]
    new = [listing for listing in belong if listing not in there]
    dated = [listing for listing in belong if listing in there and there[listing][1] != belong[listing]]
    replaced = [there[listing][0] for listing in (*gone, *dated)]
    PublicListing.objects.filter(pk__in=replaced).delete()
    PublicListing.objects.bulk_create(
        PublicListing(**listing._asdict(), published=belong[listing]) for listing in (*new, *dated)
    )
    difference = Counter((listing.kind, listing.key) for listing in new)
    difference.subtract((listing.kind, listing.key) for listing in gone)
    for (kind, key), number in difference.items():
        _add(kind, key, number)
    return len(gone) + len(new) + len(dated)


def _add(kind: str, key: str, number: int) -> None:
    """Adds to a count. One that was wrong never keeps a page from being withdrawn; ``relist_everything`` mends it."""
    number_then = Greatest(F("number") + number, 0)
    if number and not PublicCount.objects.filter(kind=kind, key=key).update(number=number_then):
        PublicCount.objects.create(kind=kind, key=key, number=max(number, 0))


@transaction.atomic
def _recount() -> int:
    """Counts every list row by row. Returns how many counts were wrong."""
    _lock()
    numbers = Counter(PublicListing.objects.values_list("kind", "key").iterator(chunk_size=10_000))
    known = {(kind, key): number for kind, key, number in PublicCount.objects.values_list("kind", "key", "number")}
    wrong = {key for key in {*numbers, *known} if numbers.get(key, 0) != known.get(key, 0)}
    for kind, key in wrong:
        PublicCount.objects.update_or_create(kind=kind, key=key, defaults={"number": numbers.get((kind, key), 0)})
    return len(wrong)
