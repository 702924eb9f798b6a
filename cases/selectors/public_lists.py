"""Lists for city and topic pages: which cases, in which order."""

from django.db.models import Count

from cases.models import Case, City

from .public_pages import public_pages
from .topics import TopicNode, ancestors, descendants


def codes_of_city(city: City) -> list[str]:
    """Codes of the public cases of a city, newest first."""
    return _codes(city=city)


def codes_of_topic(code: str, tree: dict[str, TopicNode]) -> list[str]:
    """Codes of the public cases of a topic and of everything below it, newest first."""
    return _codes(topics__code__in=descendants(code, tree))


def latest_codes(count: int) -> list[str]:
    """Codes of the cases published last."""
    return _codes()[:count]


def _codes(**conditions: object) -> list[str]:
    pages = public_pages().filter(**conditions).order_by("-first_published_at", "pk")
    return list(dict.fromkeys(pages.values_list("case__code", flat=True)))


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
    rows = public_pages().order_by().values_list("topics__code", "case").distinct()
    for code, case in rows:
        if code in tree:
            for above in [code, *ancestors(code, tree)]:
                cases.setdefault(above, set()).add(case)
    return {code: len(found) for code, found in cases.items()}


def public_case_count() -> int:
    """Cases a reader can read in some language."""
    return int(Case.objects.filter(pages__in=public_pages()).distinct().count())
