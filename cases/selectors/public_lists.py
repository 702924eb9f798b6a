"""Lists for city and topic pages: which cases, in which order, and how many. As costly as what is shown of them."""

from dataclasses import dataclass

from cases.choices import Status
from cases.models import City, ListKind, PublicCount, PublicListing


@dataclass(frozen=True, slots=True)
class CaseList:
    """The first codes of a list, newest first, and how many there are in all."""

    codes: list[str]
    total: int


def cases_of_city(city: City, most: int) -> CaseList:
    """Public cases of a city."""
    return _cases(ListKind.CITY, str(city.pk), most)


def cases_of_topic(code: str, most: int) -> CaseList:
    """Public cases of a topic and of everything below it."""
    return _cases(ListKind.TOPIC, code, most)


def latest_cases(most: int) -> list[str]:
    """Codes of public cases, the last published first."""
    return _newest(ListKind.ALL, "", most)


def stopped_cases(most: int) -> CaseList:
    """Public cases of practices that were given up."""
    return _cases(ListKind.STATUS, Status.DISCONTINUED, most)


def cities_with_cases() -> list[tuple[City, int]]:
    """Cities that have public cases, with their number. Two queries."""
    counts = _counts(ListKind.CITY)
    found = City.objects.in_bulk([int(key) for key in counts])
    return [(city, counts[str(city.pk)]) for city in sorted(found.values(), key=lambda city: city.slug)]


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
