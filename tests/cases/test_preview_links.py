"""A draft read by a link, without an account: as its page would look, for a while, and by nobody else."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.urls import resolve, reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import PageViewRestriction

from cases.models import CaseStudyPage, PreviewLink
from cases.permissions import Role
from cases.services.imports.cases import ImportOptions, import_cases
from cases.services.preview_links import MOST, make_link
from knowledgebase import throttle
from knowledgebase.page_cache import store
from knowledgebase.request_log import _path
from tests.cases.roles import browser_of, person
from tests.conftest import as_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]
ADDRESS = re.compile(r"http://testserver(/(?:fa|en|ar)/preview/([\w-]{32})/)")


@pytest.fixture
def page(starter_records: list[dict[str, Any]]) -> CaseStudyPage:
    """A live page with a newer draft."""
    import_cases(as_file(starter_records[:1]), ImportOptions(publish=True))
    found: CaseStudyPage = CaseStudyPage.objects.get(locale__language_code="en")
    found.title, found.lessons = "Drafted title", "A lesson that nobody published."
    found.save_revision()
    return found


@pytest.fixture
def writer() -> Client:
    return browser_of(person(Role.EDITOR, "mina"))


def screen(page: CaseStudyPage) -> str:
    return reverse("case_preview_links", args=[page.pk])


def made(page: CaseStudyPage, writer: Client, label: str = "The mayor") -> str:
    """Path of a link that a writer has made on the screen."""
    html = writer.post(screen(page), {"label": label, "days": 14}).content.decode()
    found = ADDRESS.search(html)
    assert found is not None
    return found[1]


def test_a_writer_makes_a_link_that_shows_the_draft_without_an_account(page: CaseStudyPage, writer: Client) -> None:
    path = made(page, writer)
    answer = Client().get(path)
    html = answer.content.decode()
    assert answer.status_code == 200 and "A lesson that nobody published." in html
    assert "<h1" in html and "Drafted title" in html
    assert "Preview of a draft, not for publication." in html
    assert '<meta name="robots" content="noindex, nofollow, noarchive">' in html
    assert not re.search(r'rel="(canonical|alternate)" (href|hreflang)', html) and "ld+json" not in html
    assert answer["X-Robots-Tag"].startswith("noindex") and answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"] and "script-src 'self'" in answer["Content-Security-Policy"]
    assert "A lesson that nobody published." not in Client().get(page.get_url()).content.decode()


def test_the_secret_is_kept_nowhere_and_shown_once(page: CaseStudyPage, writer: Client) -> None:
    path = made(page, writer)
    token = path.split("/")[-2]
    link = PreviewLink.objects.get()
    assert token not in str(PreviewLink.objects.values().get()) and len(link.digest) == 64
    assert link.expires_at - timezone.now() > timedelta(days=13, hours=23)
    listed = writer.get(screen(page)).content.decode()
    assert token not in listed and "The mayor" in listed and "mina" in listed
    request = RequestFactory().get(path)
    with override("en"):
        request.resolver_match = resolve(path)
    assert token not in _path(request), "nor in the log of requests"


def test_openings_are_counted_and_nothing_else_changes(page: CaseStudyPage, writer: Client) -> None:
    path = made(page, writer)
    Client().head(path)
    assert PreviewLink.objects.get().opened == 0
    for _time in range(3):
        Client().get(path)
    link = PreviewLink.objects.get()
    assert link.opened == 3 and link.opened_at is not None
    assert Client().post(path).status_code == 405
    assert ">3<" in writer.get(screen(page)).content.decode()


def revoked(link: PreviewLink, writer: Client) -> None:
    writer.post(reverse("case_preview_link_revoke", args=[link.page_id, link.pk]))


def expired(link: PreviewLink, writer: Client) -> None:
    PreviewLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))


def private(link: PreviewLink, writer: Client) -> None:
    PageViewRestriction.objects.create(page=link.page, restriction_type="login")


def below_a_private_one(link: PreviewLink, writer: Client) -> None:
    PageViewRestriction.objects.create(page=link.page.get_parent(), restriction_type="password", password="x")


def deleted(link: PreviewLink, writer: Client) -> None:
    link.page.delete()


def of_a_closed_account(link: PreviewLink, writer: Client) -> None:
    assert link.made_by is not None
    link.made_by.is_active = False
    link.made_by.save()


@pytest.mark.parametrize("end", [revoked, expired, private, below_a_private_one, deleted, of_a_closed_account])
@pytest.mark.parametrize("language", ["en", "fa"])
def test_a_link_that_ended_answers_as_one_that_never_was(
    page: CaseStudyPage, writer: Client, end: Any, language: str
) -> None:
    token = made(page, writer).split("/")[-2]
    end(PreviewLink.objects.get(), writer)
    unknown = "x" * len(token)
    answers = []
    for secret in (token, unknown):
        answer = Client().get(f"/{language}/preview/{secret}/")
        headers = {name: value for name, value in answer.headers.items() if name != "X-Request-ID"}
        answers.append((answer.status_code, headers, answer.content.decode().replace(secret, "?")))
    assert answers[0] == answers[1] and answers[0][0] == 404
    assert {"en": "This link shows nothing", "fa": "این پیوند چیزی نشان نمی‌دهد"}[language] in answers[0][2]
    assert "no-store" in answers[0][1]["Cache-Control"]
    assert not PreviewLink.objects.filter(opened__gt=0).exists()


def test_each_language_has_its_own(page: CaseStudyPage, writer: Client) -> None:
    persian = CaseStudyPage.objects.get(locale__language_code="fa")
    path = made(persian, writer)
    assert path.startswith("/fa/preview/")
    assert Client().get(path.replace("/fa/", "/en/"))["Location"] == path
    html = Client().get(path).content.decode()
    assert "پیش‌نمایش پیش‌نویس؛ برای انتشار نیست." in html and 'lang="fa"' in html
    assert PreviewLink.objects.get().opened == 1, "the way there does not count"


def test_it_is_never_a_kept_page(page: CaseStudyPage, writer: Client, settings: Any) -> None:
    settings.PAGE_CACHE_MB = 8
    store.clear()
    path = made(page, writer)
    assert "Drafted title" in Client().get(path).content.decode()
    page.title = "Title of the day after"
    page.save_revision()
    assert "Title of the day after" in Client().get(path).content.decode()
    revoked(PreviewLink.objects.get(), writer)
    assert Client().get(path).status_code == 404
    store.clear()


def test_a_page_has_so_many_links_at_a_time(page: CaseStudyPage, writer: Client) -> None:
    user = person(Role.EDITOR, "another")
    for _link in range(MOST):
        make_link(page, user, label="", days=1)
    refused = writer.post(screen(page), {"label": "One more", "days": 14}).content.decode()
    assert "as many links as it can have" in refused and 'value="One more"' in refused
    assert PreviewLink.objects.count() == MOST
    PreviewLink.objects.filter(pk=PreviewLink.objects.first().pk).update(expires_at=timezone.now())  # type: ignore[union-attr]
    made(page, writer)


def test_what_is_written_wrongly_makes_no_link(page: CaseStudyPage, writer: Client) -> None:
    for wrong in ({"days": 15}, {"days": "x"}, {}, {"days": 7, "label": "a" * 81}):
        assert not ADDRESS.search(writer.post(screen(page), wrong).content.decode())
    assert not PreviewLink.objects.exists()


def test_who_may_not_edit_the_page_neither_makes_nor_ends_a_link(page: CaseStudyPage, writer: Client) -> None:
    path = made(page, writer)
    stranger = browser_of(person(Role.AUTHOR, "stranger"))
    link = PreviewLink.objects.get()
    stranger.post(screen(page), {"days": 7})
    revoked(link, stranger)
    assert PreviewLink.objects.count() == 1 and Client().get(path).status_code == 200
    other = CaseStudyPage.objects.get(locale__language_code="fa")
    address = reverse("case_preview_link_revoke", args=[other.pk, link.pk])
    writer.post(address)
    assert Client().get(path).status_code == 200, "ended only from its own page"


@pytest.fixture
def _throttled(settings: Any, tmp_path: Any) -> Iterator[None]:
    settings.THROTTLE, settings.DATA_DIR, settings.THROTTLE_SEARCHES, settings.TRUSTED_PROXIES = True, tmp_path, 3, 0
    throttle._allowances.cache_clear()
    yield
    throttle._allowances.cache_clear()


@pytest.mark.usefixtures("_throttled")
def test_guessing_is_slowed_down() -> None:
    answers = [Client().get(f"/en/preview/guess-{number}/") for number in range(4)]
    assert [answer.status_code for answer in answers] == [404, 404, 404, 429]
    assert "More previews were opened" in answers[-1].content.decode()
