"""Lists for city and topic pages: which cases, in which order."""

from dataclasses import dataclass

from django.db.models import Count, Max

from cases.models import City

from .public_pages import public_pages
from .topics import TopicNode, ancestors, descendants


@dataclass(frozen=True, slots=True)
class CaseList:
    """The first codes of a list, newest first, and how many there are in all."""

    codes: list[str]
    total: int


def cases_of_city(city: City, most: int) -> CaseList:
    """Public cases of a city."""
    return _cases(most, city=city)


def cases_of_topic(code: str, tree: dict[str, TopicNode], most: int) -> CaseList:
    """Public cases of a topic and of everything below it."""
    return _cases(most, topics__code__in=descendants(code, tree))


def latest_cases(most: int) -> CaseList:
    """Public cases, the last published first."""
    return _cases(most)


def _cases(most: int, **conditions: object) -> CaseList:
    pages = public_pages().filter(**conditions).order_by()
    newest = pages.values("case__code").annotate(newest=Max("first_published_at")).order_by("-newest", "case__code")
    total: int = pages.aggregate(total=Count("case", distinct=True))["total"]
    return CaseList([row["case__code"] for row in newest[:most]], total)


def cities_with_cases() -> list[tuple[City, int]]:
    """Cities that have public cases, with their number."""
    counts = dict(
        public_pages()
        .order_by()
        .values("city")
        .annotate(count=Count("case", distinct=True))
        .values_list("city", "count")
    )
    return [(city, counts[city.pk]) for city in City.objects.filter(pk__in=counts)]


def topic_counts(tree: dict[str, TopicNode]) -> dict[str, int]:
    """Public cases per topic, each counted once for a topic and everything above it."""
    cases: dict[str, set[int]] = {}
    rows = public_pages().order_by().values_list("topics__code", "case").distinct().iterator(chunk_size=5000)
    for code, case in rows:
        if code in tree:
            for above in [code, *ancestors(code, tree)]:
                cases.setdefault(above, set()).add(case)
    return {code: len(found) for code, found in cases.items()}
