"""Lists for city and topic pages: which cases, in which order, and how many. As costly as what is shown of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import CharField, Count, Exists, F, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Cast

from cases.choices import Outcome, Status
from cases.models import City, ListKind, PublicCount, PublicListing


@dataclass(frozen=True, slots=True)
class CaseList:
    """The first codes of a list, newest first, and how many there are in all."""

    codes: list[str]
    total: int


@dataclass(frozen=True, slots=True)
class FailedCases:
    """The first codes of cases that did not last, newest first; how many were stopped or never started, and how many
    missed their goal. A case may be both."""

    codes: list[str]
    stopped: int
    missed: int


_FAILED = (
    (ListKind.STATUS, Status.DISCONTINUED),
    (ListKind.STATUS, Status.NEVER_STARTED),
    (ListKind.OUTCOME, Outcome.MISSED),
)


def cases_of_city(city: City, most: int) -> CaseList:
    """Public cases of a city."""
    return _cases(ListKind.CITY, str(city.pk), most)


def cases_of_topic(code: str, total: int, most: int) -> CaseList:
    """Public cases of a topic and of everything below it; ``total``: how many there are, as ``topic_counts`` says."""
    return CaseList(_newest(ListKind.TOPIC, code, most) if total else [], total)


def latest_cases(most: int) -> list[str]:
    """Codes of public cases, the last published first."""
    return _newest(ListKind.ALL, "", most)


def failed_cases(most: int) -> FailedCases:
    """Public cases of practices that did not last: given up, never started, or short of their own goal.

    Two queries.
    """
    rows = PublicCount.objects.filter(kind__in={kind for kind, _key in _FAILED}, number__gt=0)
    counts = {(kind, key): number for kind, key, number in rows.values_list("kind", "key", "number")}
    lists = reduce(or_, (Q(kind=kind, key=key) for kind, key in _FAILED))
    listed = PublicListing.objects.filter(lists).order_by("-published", "code").values_list("code", flat=True)
    codes = list(
        dict.fromkeys(listed[: 2 * most])
    )  # a case has one status and one outcome, so it is there twice at most
    stopped, never, missed = (counts.get(one, 0) for one in _FAILED)
    return FailedCases(codes[:most], stopped + never, missed)


def cities_with_cases() -> list[tuple[City, int]]:
    """Cities that have public cases, with their number. Two queries."""
    counts = _counts(ListKind.CITY)
    found = City.objects.in_bulk([int(key) for key in counts])
    return [(city, counts[str(city.pk)]) for city in sorted(found.values(), key=lambda city: city.slug)]


def public_cities(slugs: Sequence[str]) -> "QuerySet[City]":
    """Cities of these slugs that have public cases. Readers are told of no others, by whatever way they ask."""
    written = [slug for slug in slugs if slug.isprintable()]  # PostgreSQL takes no others
    return City.objects.filter(has_public_cases(), slug__in=written)


def has_public_cases() -> Exists:
    """Condition that a city has public cases."""
    key = Cast(OuterRef("pk"), CharField())
    return Exists(PublicCount.objects.filter(kind=ListKind.CITY, key=key, number__gt=0))


def version_of_public_cities() -> str:
    """Version that changes when a city gets its first public case or loses its last. One cheap query."""
    counted = PublicCount.objects.filter(kind=ListKind.CITY, number__gt=0)
    row = counted.aggregate(count=Count("pk"), sum=Sum("pk"), squares=Sum(F("pk") * F("pk")))
    return f"{row['count']}:{row['sum']}:{row['squares']}"


def topic_counts() -> dict[str, int]:
    """Public cases per topic, each counted once for a topic and everything above it. One query."""
    return _counts(ListKind.TOPIC)


def _cases(kind: ListKind, key: str, most: int) -> CaseList:
    total = PublicCount.objects.filter(kind=kind, key=key).values_list("number", flat=True).first() or 0
    return CaseList(_newest(kind, key, most) if total else [], total)


def _newest(kind: ListKind, key: str, most: int) -> list[str]:
    found = PublicListing.objects.filter(kind=kind, key=key).order_by("-published", "code")
    return list(found.values_list("code", flat=True)[:most])


def _counts(kind: ListKind) -> dict[str, int]:
    return dict(PublicCount.objects.filter(kind=kind, number__gt=0).values_list("key", "number"))
