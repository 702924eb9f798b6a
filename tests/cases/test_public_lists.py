"""Lists of public cases, and the number in each, are those that the pages give when they are counted one by one."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.actions.move_page import MovePageAction
from wagtail.models import Page, PageViewRestriction, Site

from cases.choices import Outcome, Status
from cases.models import Case, CaseStudyPage, City, PublicCount, PublicListing, Topic
from cases.selectors.public_lists import cases_of_city, cases_of_topic, cities_with_cases, latest_cases, topic_counts
from cases.services.merge_cities import merge_cities
from cases.services.merge_topics import merge_topics
from cases.services.public_lists import relist, relist_everything
from cases.services.topics import save_topic
from home.selectors.front import FAILED, front

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter")]
EVERY = 1000


def is_public(page: CaseStudyPage) -> bool:
    """Whether anyone may read a page, as Wagtail tells it: page by page, up to the root."""
    return page.live and not page.get_view_restrictions().exists()


def by_hand() -> dict[tuple[str, str], set[str]]:
    """Codes of public cases by kind and key of list, told page by page."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for page in CaseStudyPage.objects.all():
        if not is_public(page):
            continue
        keys = [("all", ""), ("city", str(page.city_id)), ("status", page.status), ("goal", page.outcome)]
        for topic in page.topics.all():
            above: Topic | None = topic
            while above is not None:
                keys.append(("topic", above.code))
                above = above.parent
        for key in keys:
            found[key].add(page.case.code)
    return found


def assert_right() -> None:
    """Fails where a list, a count or a number on the home page is not what counting by hand gives."""
    expected = by_hand()
    listed = defaultdict(set)
    for kind, key, code in PublicListing.objects.values_list("kind", "key", "code"):
        listed[kind, key].add(code)
    assert listed == expected
    counted = PublicCount.objects.filter(number__gt=0).values_list("kind", "key", "number")
    assert {(kind, key): number for kind, key, number in counted} == {
        key: len(codes) for key, codes in expected.items()
    }
    shown = front("en")
    assert shown.cases == len(expected["all", ""])
    assert shown.cities == sum(kind == "city" for kind, _key in expected)
    stopped = expected["status", Status.DISCONTINUED] | expected["status", Status.NEVER_STARTED]
    assert shown.stopped_cases == len(stopped)
    assert shown.missed_cases == len(expected["goal", Outcome.MISSED])
    assert len(shown.failed) == min(FAILED, len(stopped | expected["goal", Outcome.MISSED]))
    assert {code: count for code, _label, count in shown.topics} == {
        topic.code: len(expected["topic", topic.code])
        for topic in Topic.objects.filter(parent=None)
        if expected.get(("topic", topic.code))
    }
    assert topic_counts() == {key: len(codes) for (kind, key), codes in expected.items() if kind == "topic" and codes}
    assert {str(city.pk): count for city, count in cities_with_cases()} == {
        key: len(codes) for (kind, key), codes in expected.items() if kind == "city"
    }


def a_case() -> Case:
    """A case with pages in all three languages and a topic below another."""
    page = CaseStudyPage.objects.filter(topics__parent__isnull=False).order_by("pk")[0]
    assert page.case.pages.count() == 3
    return page.case


def unpublish() -> None:
    for page in a_case().pages.all():
        page.unpublish()


def unpublish_one_language() -> None:
    a_case().pages.all()[0].unpublish()


def publish_again() -> None:
    unpublish()
    a_case().pages.all()[0].save_revision().publish()


def keep_a_draft() -> None:
    page = a_case().pages.all()[0]
    page.status = Status.DISCONTINUED
    page.city = City.objects.exclude(pk=page.city_id)[0]
    page.save_revision()


def give_up() -> None:
    page = a_case().pages.all()[0]
    page.status = Status.DISCONTINUED if page.status != Status.DISCONTINUED else Status.RUNNING
    page.save_revision().publish()


def change_city_and_topics() -> None:
    page = a_case().pages.all()[0]
    page.city = City.objects.exclude(pk=page.city_id)[0]
    page.topics = list(Topic.objects.filter(parent__isnull=False).exclude(pk__in=page.topics.all())[:2])
    page.save_revision().publish()


def close_a_page() -> None:
    for page in a_case().pages.all():
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def close_the_site_and_open_a_language() -> None:
    for page in Page.objects.filter(depth=2):
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert latest_cases(EVERY) == []
    PageViewRestriction.objects.order_by("pk")[0].delete()


def move_below_a_closed_page() -> None:
    case = a_case()
    other = case.pages.all()[0].get_parent().add_sibling(instance=Page(title="Closed", slug="closed-branch"))
    PageViewRestriction.objects.create(page=other, restriction_type=PageViewRestriction.LOGIN)
    for page in case.pages.all():
        other.refresh_from_db()
        page.slug = f"{page.slug}-{page.locale.language_code}"  # one parent takes a name once
        page.save()
        MovePageAction(page, other, pos="last-child").execute(skip_permission_checks=True)
    assert case.code not in latest_cases(EVERY)


def delete_a_page() -> None:
    a_case().pages.all()[0].delete()


def delete_a_case() -> None:
    case = a_case()
    for page in case.pages.all():
        page.delete()
    case.delete()


def move_a_topic() -> None:
    topic = a_case().pages.all()[0].topics.filter(parent__isnull=False)[0]
    topic.parent = Topic.objects.filter(parent=None).exclude(pk=topic.parent_id)[0]
    save_topic(topic, topic.preferred_labels(), {})


def move_a_branch_of_topics() -> None:
    top = Topic.objects.filter(children__case_pages__isnull=False, parent=None)[0]
    top.parent = Topic.objects.filter(parent=None).exclude(pk=top.pk)[0]
    save_topic(top, top.preferred_labels(), {})


def merge_two_topics() -> None:
    first, second = Topic.objects.filter(parent=None, children__case_pages__isnull=False).distinct()[:2]
    merge_topics(first, second)


def merge_two_cities() -> None:
    first, second = City.objects.filter(case_pages__isnull=False).distinct()[:2]
    merge_cities(first, second)


CHANGES = [
    unpublish, unpublish_one_language, publish_again, keep_a_draft, give_up, change_city_and_topics, close_a_page,
    close_the_site_and_open_a_language, move_below_a_closed_page, delete_a_page, delete_a_case, move_a_topic,
    move_a_branch_of_topics, merge_two_topics, merge_two_cities,
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_counts_are_those_told_by_hand_after(change: Callable[[], None]) -> None:
    assert_right()
    change()
    assert_right()
    assert relist_everything() == 0


def test_import_leaves_right_counts() -> None:
    assert_right()
    assert PublicCount.objects.get(kind="all", key="").number == 52


def test_what_is_rolled_back_is_not_counted() -> None:
    with transaction.atomic():
        unpublish()
        transaction.set_rollback(True)
    assert_right()


def test_rows_written_past_the_service_are_mended() -> None:
    Page.objects.filter(pk__in=a_case().pages.all()).update(live=False)
    PublicCount.objects.filter(kind="city").update(number=7)
    assert relist_everything() > 0
    assert_right()


@pytest.mark.parametrize("number", [0, None])
def test_a_count_that_is_too_low_keeps_nobody_from_withdrawing_a_page(number: int | None) -> None:
    counts = PublicCount.objects.filter(kind="all", key="")
    counts.delete() if number is None else counts.update(number=number)
    unpublish()
    assert relist_everything() > 0
    assert_right()


def test_a_page_published_while_its_branch_is_closed_is_in_no_list() -> None:
    page = a_case().pages.all()[0]
    lazy = CaseStudyPage.objects.filter(path__startswith=page.get_parent().path).values_list("case_id", flat=True)
    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        relist(lazy)
    asked = [query["sql"] for query in queries if "publiccount" in query["sql"] or "casestudypage" in query["sql"]]
    assert "publiccount" in asked[0], "whoever reads before the lock may miss what another has just published"


def test_an_alias_is_listed(django_capture_on_commit_callbacks: Any) -> None:
    page = a_case().pages.all()[0]
    with django_capture_on_commit_callbacks(execute=True):
        assert page.create_alias(parent=page.get_parent(), update_slug="an-alias").live
    assert_right()


def move_under_another(topic: Topic) -> None:
    topic.parent = Topic.objects.filter(parent=None).exclude(pk=topic.parent_id)[0]
    labels = {label.language: label.text for label in topic.labels.filter(kind="preferred")}
    save_topic(topic, labels, {})


@pytest.mark.parametrize("change", ["publish", "move a topic", "merge topics", "unpublish", "close"])
def test_the_public_version_is_locked_before_the_lists(change: str) -> None:
    page = CaseStudyPage.objects.filter(live=True)[0]
    topics = Topic.objects.filter(case_pages__isnull=False, children=None).exclude(parent=None).distinct()
    changes: dict[str, Callable[[], object]] = {
        "publish": lambda: page.save_revision().publish(),
        "move a topic": lambda: move_under_another(topics[0]),
        "merge topics": lambda: merge_topics(topics[0], topics[1]),
        "unpublish": page.unpublish,
        "close": lambda: PageViewRestriction.objects.create(page=page, restriction_type="login"),
    }
    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        changes[change]()
    asked = [query["sql"] for query in queries if "publicversion" not in query["sql"] or query["sql"][:6] != "SELECT"]
    locks = [table for sql in asked for table in ("home_publicversion", "cases_publiccount") if table in sql]
    # Two who lock both in another order would wait for each other.
    assert locks[0] == "home_publicversion" and "cases_publiccount" in locks


def test_lists_begin_with_the_newest() -> None:
    def newest(code: str) -> Any:
        pages = [page for page in CaseStudyPage.objects.filter(case__code=code) if is_public(page)]
        return -max(page.first_published_at for page in pages).timestamp(), code

    codes = list(by_hand()["all", ""])
    assert latest_cases(EVERY) == sorted(codes, key=newest)
    assert latest_cases(5) == latest_cases(EVERY)[:5]
    city = a_case().pages.all()[0].city
    assert cases_of_city(city, EVERY).codes == sorted(by_hand()["city", str(city.pk)], key=newest)
    top = Topic.objects.filter(children__case_pages__isnull=False, parent=None)[0].code
    total = topic_counts()[top]
    assert cases_of_topic(top, total, EVERY).codes == sorted(by_hand()["topic", top], key=newest)
    assert total == len(by_hand()["topic", top]) and cases_of_topic(top, 0, EVERY).codes == []


def test_home_page_says_the_number_that_is_public() -> None:
    assert Site.objects.exists()
    before = front("fa").cases
    unpublish()
    assert front("fa").cases == before - 1
    assert Client().get("/fa/").context["front"].cases == before - 1
