"""Lists that public cases belong in, told from the pages."""

from collections.abc import Collection
from datetime import UTC, datetime
from typing import NamedTuple

from cases.models import CaseStudyPage, ListKind

from .public_pages import public_pages
from .topics import topic_parents

UNDATED = datetime(1970, 1, 1, tzinfo=UTC)  # of pages that went live without being published


class Listing(NamedTuple):
    """A case in a list."""

    code: str
    kind: str
    key: str


def listings(case_ids: Collection[int]) -> dict[Listing, datetime]:
    """The lists of the public ones of these cases, each with the date of the newest page that puts the case there."""
    columns = ("pk", "case__code", "city_id", "status", "outcome", "first_published_at")
    pages = list(public_pages().order_by().filter(case__in=case_ids).values_list(*columns))
    topics = _topics([pk for pk, *_rest in pages]) if pages else {}
    found: dict[Listing, datetime] = {}
    for pk, code, city, status, outcome, published in pages:
        keys = {(ListKind.ALL, ""), (ListKind.CITY, str(city)), (ListKind.STATUS, status)}
        keys.add((ListKind.OUTCOME, outcome))
        keys |= {(ListKind.TOPIC, topic) for topic in topics.get(pk, ())}
        for kind, key in keys:
            listing = Listing(code, str(kind), key)
            found[listing] = max(found.get(listing, UNDATED), published or UNDATED)
    return found


def _topics(pages: Collection[int]) -> dict[int, set[str]]:
    """Codes of the topics of some pages, and of all above them."""
    parents = topic_parents()
    found: dict[int, set[str]] = {}
    filed = CaseStudyPage.topics.through.objects.filter(casestudypage__in=pages)
    for page, code in filed.values_list("casestudypage_id", "topic__code"):
        known, broader = found.setdefault(page, set()), code
        while broader is not None and broader not in known:
            known.add(broader)
            broader = parents.get(broader)
    return found
