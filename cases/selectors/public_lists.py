"""Lists of public cases for city and topic pages, newest first."""

from dataclasses import dataclass

from django.db.models import Count, Max, QuerySet
from wagtail.query import PageQuerySet

from cases.choices import Status
from cases.models import CaseStudyPage, City

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
    """Public cases of a topic and of all narrower topics."""
    return _cases(most, topics__code__in=descendants(code, tree))


def latest_cases(most: int) -> list[str]:
    """Codes of public cases, the last published first."""
    return list(_newest_first(public_pages())[:most])


def stopped_cases() -> list[str]:
    """Codes of public cases of practices that were given up, the last published first."""
    return list(_newest_first(public_pages().filter(status=Status.DISCONTINUED)))


def _cases(most: int, **conditions: object) -> CaseList:
    pages = public_pages().filter(**conditions)
    total: int = pages.order_by().aggregate(total=Count("case", distinct=True))["total"]
    return CaseList(list(_newest_first(pages)[:most]), total)


def _newest_first(pages: PageQuerySet) -> "QuerySet[CaseStudyPage, str]":
    """Codes of the cases of some pages, the last published first."""
    codes = pages.order_by().values_list("case__code", flat=True)
    newest: QuerySet[CaseStudyPage, str] = codes.annotate(newest=Max("first_published_at"))
    return newest.order_by("-newest", "case__code")


def cities_with_cases() -> list[tuple[City, int]]:
    """Cities that have public cases, with their number. One query."""
    cities = City.objects.filter(case_pages__in=public_pages().order_by())
    counted = cities.annotate(count=Count("case_pages__case", distinct=True)).order_by("slug")
    return [(city, city.count) for city in counted]


def topic_counts(tree: dict[str, TopicNode]) -> dict[str, int]:
    """Public cases per topic, each counted once for a topic and every broader one."""
    cases: dict[str, set[int]] = {}
    rows = public_pages().order_by().values_list("topics__code", "case").distinct().iterator(chunk_size=5000)
    for code, case in rows:
        if code in tree:
            for broader in [code, *ancestors(code, tree)]:
                cases.setdefault(broader, set()).add(case)
    return {code: len(found) for code, found in cases.items()}
