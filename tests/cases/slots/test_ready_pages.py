"""Ready pages for visitors and the sections on them: kept while they are true, and only what is the same for all."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.http import HttpRequest
from django.test import Client

from cases.models import Case, CaseStudyPage
from cases.signals import section_changed
from cases.slots import CASE_PAGE, keep_for_nobody
from home.models import PublicVersion
from home.selectors.public_version import forget_public_version
from knowledgebase.page_cache import store
from search.models import OutboxEntry

from .registering import Content, registered, section

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kept(settings: Any, case: Case) -> Iterator[None]:
    settings.PAGE_CACHE_MB = 8
    connection.run_on_commit.clear()  # left by fixtures, which are never committed
    forget_public_version()
    store.clear()  # a test before may have had a version of the same number
    yield
    forget_public_version()
    store.clear()


def test_a_page_is_kept_with_its_sections_until_a_room_says_that_one_changed(
    pages: dict[str, CaseStudyPage], django_capture_on_commit_callbacks: Any
) -> None:
    url, content = str(pages["en"].url), Content(words="before")
    entries = OutboxEntry.objects.count()
    with registered(CASE_PAGE, section(content)):
        assert "before" in Client().get(url).content.decode()
        content.context = {"words": "afterwards"}
        assert "before" in Client().get(url).content.decode() and len(content.asked) == 1
        version = PublicVersion.objects.get().number
        with django_capture_on_commit_callbacks(execute=True):
            section_changed.send(sender=Case)
        assert PublicVersion.objects.get().number == version + 1
        assert "afterwards" in Client().get(url).content.decode() and len(content.asked) == 2
    assert OutboxEntry.objects.count() == entries, "the search has nothing to do"


def test_what_is_not_the_same_for_everyone_is_not_kept(pages: dict[str, CaseStudyPage]) -> None:
    asked = []

    def personal(page: CaseStudyPage, request: HttpRequest) -> dict[str, Any]:
        keep_for_nobody(request)
        asked.append(request.COOKIES.get("city"))
        return {"words": f"as {asked[-1]}"}

    url = str(pages["en"].url)
    with registered(CASE_PAGE, section(personal)):
        for city in ("tehran", "amman"):
            client = Client()
            client.cookies["city"] = city
            response = client.get(url)
            assert f"as {city}" in response.content.decode()
            assert {"private", "no-cache"} <= set(response.headers["Cache-Control"].split(", "))
    assert asked == ["tehran", "amman"]


def test_a_page_without_a_section_that_failed_is_not_kept(pages: dict[str, CaseStudyPage], settings: Any) -> None:
    settings.SECTIONS_RAISE = False
    url, answers = str(pages["en"].url), [ValueError("once"), {"words": "mended"}]

    def content(page: CaseStudyPage, request: HttpRequest) -> dict[str, Any]:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    with registered(CASE_PAGE, section(content)):
        assert "mended" not in Client().get(url).content.decode()
        assert "mended" in Client().get(url).content.decode()
        assert "mended" in Client().get(url).content.decode() and not answers
