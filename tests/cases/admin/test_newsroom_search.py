"""Lists and choosers of the admin find a page by whatever people know of it, however they type it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.models import Page

from cases.models import CaseImage, CaseStudyPage, City, Topic
from cases.permissions import Role
from cases.written.spelling import spelling_pattern
from tests.cases.reviewing import submit
from tests.cases.roles import browser_of, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]
Find = Callable[[str], set[str]]
SPELLINGS = [
    ("بی‌آرتی", "بي آر تي"), ("کرمان", "كرمان"), ("می‌خواهیم", "ميخواهيم"), ("São Paulo", "sao paulo"), ("Łódź", "lodz"),
    ("پیاده‌روی", "پیاده روی"), ("۱۴۰۱", "1401"), ("مسؤول", "مسوول"), ("Đà Nẵng", "da nang"), ("مُدیریّت", "مدیریت"),
    ("أمانة", "امانه"), ("low-emission", "low emission"),
]  # fmt: skip


@pytest.fixture
def find(page: CaseStudyPage) -> Find:
    """Titles of the pages that the search of the admin finds for an editor."""
    return finder(browser_of(person(Role.EDITOR)))


def finder(client: Client) -> Find:
    def found(text: str) -> set[str]:
        answer = client.get(reverse("wagtailadmin_pages:search"), {"q": text})
        assert answer.status_code == 200
        return {row.title for row in answer.context["object_list"]}

    return found


@pytest.mark.parametrize(("written", "typed"), SPELLINGS)
def test_a_title_is_found_in_any_spelling(page: CaseStudyPage, find: Find, written: str, typed: str) -> None:
    Page.objects.filter(pk=page.pk).update(title=f"Zq {written} zq", draft_title=f"Zq {written} zq")
    assert find(f"zq {typed}") == find(f"zq {written}") == {f"Zq {written} zq"}
    assert not find(f"zq {typed} nowhere")


@pytest.mark.parametrize("typed", ["{0}", "{1}", "{2}", "{3}", "{4}", "{5}"])
def test_a_code_is_found_however_it_is_typed(page: CaseStudyPage, find: Find, typed: str) -> None:
    prefix, number = page.case.code.split("-")
    persian = number.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    ways = [page.case.code, f"{prefix.lower()}{number}", f"{prefix} {int(number)}", f"{prefix}‑{persian}",
            f"‏{prefix}–{number} ", f"{prefix}_{number}"]  # fmt: skip
    assert page.title in find(typed.format(*ways))
    assert page.title not in find(f"{prefix}-{int(number) + 1}")


def test_a_draft_is_found_by_city_topic_person_state_and_language(page: CaseStudyPage, find: Find) -> None:
    owner = person(Role.AUTHOR, "sepideh")
    owner.last_name = "كريمي"
    owner.save()
    CaseStudyPage.objects.filter(pk=page.pk).update(owner=owner)
    topic = page.topics.order_by("pk")[0]
    label = topic.labels.get(language="ar", kind="preferred").text
    for text in ("تهران", "Tehran", "طهران", label, "sepideh", "کریمی", "draft", "پیش نویس", "مسودة"):
        assert page.title in find(text), text
    assert page.title in find("draft English Tehran") and page.title not in find("draft فارسی Tehran")
    assert page.title not in find("live Tehran") and page.title not in find("review")
    submit(page, owner)
    assert page.title in find("بررسی") and page.title not in find("بازگشته")


def test_a_draft_is_found_by_the_city_and_topics_of_its_newest_version(page: CaseStudyPage, find: Find) -> None:
    city = City.objects.create(slug="qom", names={"fa": "قم", "en": "Qom"}, country="IR", other_names=["Ghom"])
    topic = Topic.objects.exclude(pk__in=page.topics.values("pk")).filter(labels__language="en").order_by("pk")[0]
    page.city = city
    page.topics.set([topic])
    page.save_revision()
    assert City.objects.get(case_pages=page.pk).slug != "qom", "the row is that of before"
    assert page.title in find("ghom") and page.title in find(f"قم {topic.labels.filter(language='en')[0].text}")


def test_nobody_finds_what_they_may_not_see(page: CaseStudyPage) -> None:
    assert browser_of(person(Role.TAXONOMY_KEEPER)).get("/admin/pages/search/", {"q": page.title}).status_code == 302
    assert "admin/login" in Client().get("/admin/pages/search/", {"q": page.title}).url  # type: ignore[attr-defined]


def test_the_tree_the_chooser_cases_and_cities_find_alike(page: CaseStudyPage) -> None:
    client = browser_of(person(Role.EDITOR))
    parent, code = page.get_parent(), page.case.code.lower().replace("-", "")
    tree = client.get(reverse("wagtailadmin_explore", args=[parent.pk]), {"q": f"{code}"})
    assert [row.title for row in tree.context["object_list"]] == [page.title]
    chooser = client.get(reverse("wagtailadmin_choose_page_search"), {"q": code}).content.decode()
    assert page.title in chooser
    assert page.case.code in client.get(reverse("case:index"), {"q": code}).content.decode()
    cities = client.get(reverse("city:index"), {"q": "طهران"}).content.decode()
    assert "tehran" in cities and "tehran" in client.get(reverse("city:index"), {"q": "تهران"}).content.decode()


def test_pictures_and_documents_are_found_in_any_spelling(page: CaseStudyPage) -> None:
    root = person(Role.SUPERUSER)
    picture = CaseImage.objects.create(title="ایستگاه بی‌آرتی", file="a.png", width=1, height=1, credit="كاوه")
    picture.tags.add("حمل‌ونقل")
    get_document_model().objects.create(title="گزارش كيفيت", file="b.pdf", uploaded_by_user=root)
    client = browser_of(root)
    for text in ("بي آر تي", "حمل و نقل", "کاوه"):
        assert picture.title in client.get(reverse("wagtailimages:index_results"), {"q": text}).content.decode(), text
    for text in ("کیفیت", "superuser"):
        assert "گزارش" in client.get(reverse("wagtaildocs:index_results"), {"q": text}).content.decode(), text
    assert "گزارش" not in client.get(reverse("wagtaildocs:index_results"), {"q": "کمیت"}).content.decode()


@pytest.mark.parametrize(
    "text", ["%", "_", "(", "[a", "\\", "*", "' or 1=1", "a" * 5000, "ب " * 3000, "\u200c", "live:no"]
)
def test_no_text_breaks_the_search(page: CaseStudyPage, text: str) -> None:
    answer = browser_of(person(Role.EDITOR, "other")).get(reverse("wagtailadmin_pages:search"), {"q": text})
    assert answer.status_code in (200, 414), "the address may be too long"


def test_a_pattern_has_letters_and_digits_of_what_was_typed_only() -> None:
    assert spelling_pattern("(.*)") == "" and spelling_pattern("") == ""


def test_a_search_asks_the_database_a_bounded_number_of_times(page: CaseStudyPage) -> None:
    client: Any = browser_of(person(Role.EDITOR))
    url = reverse("wagtailadmin_pages:search")
    client.get(url, {"q": "tehran"})
    with CaptureQueriesContext(connection) as captured:
        client.get(url, {"q": "tehran draft english"})
    assert len(captured) < 60
