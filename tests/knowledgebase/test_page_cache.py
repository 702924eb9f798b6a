"""Pages kept for visitors are true, for everyone the same, and gone the moment something they show changes."""

import gzip
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from cases.models import CaseStudyPage, City, Topic, Unit
from home.models import PlainPage, PublicVersion
from home.selectors.public_version import forget_public_version, public_version
from home.services.public_version import public_changed
from knowledgebase.page_cache import KeptPage, PageStore, store

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter", "index")]
CASE = "/en/cases/amman-bus-rapid-transit/"
SHOWING = ("/en/", "/en/search/", "/en/cities/amman/", "/en/topics/bus-rapid-transit/", CASE, "/en/feed.atom")


@pytest.fixture(autouse=True)
def _kept(settings: Any, index: Any) -> Iterator[None]:
    settings.PAGE_CACHE_MB = 8
    connection.run_on_commit.clear()  # left by fixtures, which are never committed
    forget_public_version()
    store.clear()  # a test before may have had a version of the same number
    yield
    forget_public_version()
    store.clear()


@pytest.fixture
def amman() -> CaseStudyPage:
    """A case page in English, as if just published."""
    page: CaseStudyPage = CaseStudyPage.objects.get(slug="amman-bus-rapid-transit", locale__language_code="en")
    return page


def queries(client: Client, url: str, **headers: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url, headers=headers).status_code in (200, 304)
    return len(captured)


@pytest.mark.parametrize("url", SHOWING)
def test_the_second_visit_is_the_first_without_the_database(url: str) -> None:
    client = Client()
    first = client.get(url)
    second = Client().get(url)
    assert second.content == first.content and queries(client, url) == 0
    assert second.headers["Content-Security-Policy"] and second.headers["Cache-Control"] == "no-cache"


def test_it_travels_compressed_and_only_when_it_changed() -> None:
    plain = Client().get(CASE)
    packed = Client().get(CASE, headers={"accept-encoding": "gzip"})
    assert gzip.decompress(packed.content) == plain.content and "Accept-Encoding" in packed.headers["Vary"]
    again = Client().get(CASE, headers={"if-none-match": plain.headers["ETag"]})
    assert again.status_code == 304 and again.content == b""


def test_what_is_withdrawn_is_gone_at_once(amman: CaseStudyPage, django_capture_on_commit_callbacks: Any) -> None:
    before = {url: Client().get(url).content.decode() for url in SHOWING}
    with django_capture_on_commit_callbacks(execute=True):
        for page in amman.case.pages.all():
            page.unpublish()
    assert Client().get(CASE).status_code == 404
    for url in SHOWING[2:4]:
        assert amman.title in before[url] and amman.title not in Client().get(url).content.decode()
    with CaptureQueriesContext(connection) as captured:
        Client().get("/en/search/")
    assert captured.captured_queries  # the catalogue was made anew


def change_city() -> None:
    city = City.objects.get(slug="amman")
    city.names = {**city.names, "en": "Amman-Renamed"}
    city.save()
    from cases.signals import taxonomy_changed

    taxonomy_changed.send(sender=City, instance=city)


def change_topic() -> None:
    from cases.signals import taxonomy_changed

    topic = Topic.objects.get(code="bus-rapid-transit")
    topic.labels.filter(language="en", kind="preferred").update(text="Renamed topic")
    taxonomy_changed.send(sender=Topic, instance=topic)


def change_unit() -> None:
    unit = Unit.objects.get(indicators__case__import_id="amman-bus-rapid-transit", code="km")
    unit.label = {"en": "kilometers renamed"}
    unit.save()


@pytest.mark.parametrize(
    ("change", "shown"),
    [(change_city, "Amman-Renamed"), (change_topic, "Renamed topic"), (change_unit, "kilometers renamed")],
)
def test_what_else_a_page_shows_counts_too(change: Any, shown: str, django_capture_on_commit_callbacks: Any) -> None:
    assert shown not in Client().get(CASE).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        change()
    assert shown in Client().get(CASE).content.decode()


def test_a_closed_page_is_closed_at_once(amman: CaseStudyPage, django_capture_on_commit_callbacks: Any) -> None:
    assert Client().get(CASE).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        PageViewRestriction.objects.create(page=amman, restriction_type=PageViewRestriction.LOGIN)
    assert Client().get(CASE).status_code == 302


def test_a_deleted_page_is_gone_at_once(django_capture_on_commit_callbacks: Any) -> None:
    assert "/en/about/" in Client().get("/en/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        PlainPage.objects.get(slug="about", locale__language_code="en").delete()
    assert Client().get("/en/about/").status_code == 404
    assert "/en/about/" not in Client().get("/en/").content.decode()


def test_who_is_logged_in_neither_gets_nor_leaves_a_kept_page(admin_user: User) -> None:
    mine = Client()
    mine.force_login(admin_user)
    assert queries(mine, CASE) > 0 and queries(mine, CASE) > 0
    assert queries(Client(), CASE) > 0  # nothing was left behind


def test_typed_words_are_never_kept() -> None:
    client = Client()
    client.get("/en/search/?q=bus")
    assert queries(client, "/en/search/?q=bus") > 0
    assert b"<q>" in client.get("/en/search/?q=bus").content


def test_one_address_is_not_another() -> None:
    assert Client().get("/en/search/?city=amman").content != Client().get("/en/search/?city=tehran").content
    assert Client().get("/en/search/").content != Client().get("/fa/search/").content


def test_a_page_begun_before_a_change_is_not_kept() -> None:
    pages, page = PageStore(), KeptPage(b"old", "", (), 0.0)
    pages.get(1, "/")
    pages.get(2, "/")  # the change
    pages.put(1, "/", page, 100)
    assert pages.get(2, "/") is None


def test_memory_is_bounded_and_the_least_asked_goes_first() -> None:
    import time

    pages, page = PageStore(), KeptPage(b"x" * 40, "", (), time.monotonic())
    pages.get(1, "")
    for key in "abc":
        pages.put(1, key, page, 100)
        pages.get(1, "a")
    assert [key for key in "abc" if pages.get(1, key)] == ["a", "c"]


def test_a_transaction_counts_once_and_one_undone_not_at_all(django_capture_on_commit_callbacks: Any) -> None:
    from django.db import transaction

    with django_capture_on_commit_callbacks(execute=True):
        before = public_version()
        public_changed()
        public_changed()
    assert public_version() == before + 1
    with pytest.raises(RuntimeError), transaction.atomic():
        public_changed()
        raise RuntimeError
    forget_public_version()
    assert public_version() == before + 1 == PublicVersion.objects.get().number
