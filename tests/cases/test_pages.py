"""Public pages: in three languages, bounded in queries, and silent about what is not public."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from cases.models import Case, CaseStudyPage, City, Indicator

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter", "index")]

PLACES = [
    "/{}/",
    "/{}/map/",
    "/{}/about/",
    "/{}/accessibility/",
    "/{}/search/",
    "/{}/search/?q=اتوبوس&topic=mobility&sort=title",
    "/{}/cities/",
    "/{}/cities/tehran/",
    "/{}/topics/",
    "/{}/topics/waste/",
    "/{}/cases/amman-bus-rapid-transit/",
]


class Text(HTMLParser):
    """Text that a reader sees, outside of what is marked as another language."""

    def __init__(self) -> None:
        super().__init__()
        self.stack: list[bool] = []
        self.pieces: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        values = dict(attrs)
        if tag in ("meta", "link", "input", "br", "circle", "line", "path", "img"):
            return
        foreign = (
            values.get("lang", "fa") != "fa" or tag in ("style", "script", "bdi") or ("dir" in values and tag != "html")
        )
        self.stack.append(foreign or bool(self.stack and self.stack[-1]))

    def handle_endtag(self, tag: str) -> None:
        if self.stack:
            self.stack.pop()

    def handle_data(self, data: str) -> None:
        if data.strip() and not (self.stack and self.stack[-1]):
            self.pieces.append(data.strip())


@pytest.mark.parametrize("language", ["fa", "en", "ar"])
@pytest.mark.parametrize("place", PLACES)
def test_every_page_answers_with_its_language_and_a_strict_policy(place: str, language: str) -> None:
    response = Client().get(place.format(language))
    assert response.status_code == 200
    html = response.content.decode()
    direction = "ltr" if language == "en" else "rtl"
    assert f'<html lang="{language}" dir="{direction}">' in html
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    scripts = re.findall(r"<script[^>]*>[^<]*", html)
    assert scripts
    for script in scripts:  # files of our own, and blocks of data, which do not run
        assert re.match(r'<script (src="/static/[^"]+"|[^>]*type="application/(ld\+)?json">)', script), script
    assert " style=" not in html and "<style" not in html


@pytest.mark.parametrize("place", PLACES)
def test_nothing_english_leaks_into_persian(place: str) -> None:
    parser = Text()
    parser.feed(Client().get(place.format("fa")).content.decode())
    texts = [piece.replace("RSS", "") for piece in parser.pieces]  # a name that Persian keeps in Latin letters
    leaks = [text for text in texts if re.search(r"[A-Za-z]{2,}|[0-9]", text) and text != "English"]
    assert leaks == []


@pytest.mark.parametrize("place", PLACES)
def test_queries_are_bounded(place: str) -> None:
    client = Client()
    client.get(place.format("fa"))
    with CaptureQueriesContext(connection) as queries:
        client.get(place.format("fa"))
    asked = [query["sql"][:120] for query in queries if "SAVEPOINT" not in query["sql"]]  # of the sections of rooms
    assert len(asked) <= 12, asked


def test_queries_do_not_grow_with_the_number_of_cases() -> None:
    client = Client()

    def count(url: str) -> int:
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        return len(queries)

    assert count("/en/search/?city=vienna") == count("/en/search/?city=tehran")
    assert count("/en/cities/vienna/") == count("/en/cities/tehran/")


def test_the_case_page_tells_the_whole_story() -> None:
    html = Client().get("/en/cases/amman-bus-rapid-transit/").content.decode()
    for words in (
        "Limits and failures",
        "What your city needs first",
        "Baseline: not reported",
        "US$\u00a0166\u00a0million",
        "AMM-0001",
    ):
        assert words in html
    assert "<table" in html and 'class="chart' not in html, "one or two values are said as numbers"
    drawn = Client().get("/en/cases/stockholm-congestion-tax/").content.decode()
    assert '<svg class="chart' in drawn and "<table" in drawn and "<desc" in drawn
    page = CaseStudyPage.objects.get(slug="amman-bus-rapid-transit", locale__language_code="en")
    Case.objects.filter(pk=page.case_id).update(unverified=["Nobody confirmed the second figure."])
    html = Client().get("/en/cases/amman-bus-rapid-transit/").content.decode()
    assert "Nobody confirmed" not in html


def test_persian_page_has_persian_digits_and_dates() -> None:
    CaseStudyPage.objects.update(first_published_at=datetime(2026, 12, 22, 9, tzinfo=UTC), last_published_at=None)
    html = Client().get("/fa/cases/amman-bus-rapid-transit/").content.decode()
    assert "۱۶۶\u00a0میلیون\u00a0دلار" in html and "۲۰۱۰ (۱۳۸۸–۱۳۸۹)" in html and "<dd>۱ دی ۱۴۰۵</dd>" in html


def test_a_missing_baseline_is_missing_and_a_zero_is_zero() -> None:
    indicator = Indicator.objects.filter(case__import_id="amman-bus-rapid-transit").first()
    assert indicator is not None
    indicator.baseline_year, indicator.baseline_value = 2010, 0
    indicator.save()
    html = Client().get("/en/cases/amman-bus-rapid-transit/").content.decode()
    assert html.count("Baseline: not reported") == 1 and "<td>Baseline</td>" in html


def without_arabic(name: str) -> Case:
    """The case, whose Arabic page is no longer public."""
    CaseStudyPage.objects.get(case__import_id=name, locale__language_code="ar").unpublish()
    return Case.objects.get(import_id=name)


def test_the_language_switch_keeps_the_place() -> None:
    html = Client().get("/fa/search/?q=bus&topic=mobility").content.decode()
    assert 'href="/en/search/?q=bus&amp;topic=mobility"' in html
    html = Client().get("/en/cases/amman-bus-rapid-transit/").content.decode()
    assert 'href="/ar/cases/amman-bus-rapid-transit/"' in html
    without_arabic("christchurch-earthquake-recovery")
    html = Client().get("/en/cases/christchurch-earthquake-recovery/").content.decode()
    assert 'href="/ar/cases/christchurch-earthquake-recovery/"' in html, "the frame in the reader's language"


def test_the_permanent_address_leads_to_the_readers_language() -> None:
    def target(code: str, language: str) -> str:
        return Client().get(f"/c/{code}/", headers={"accept-language": language}).headers["Location"]

    case = Case.objects.get(import_id="amman-bus-rapid-transit")
    for language in ("fa", "en", "ar"):
        assert target(case.code, language) == f"/{language}/cases/amman-bus-rapid-transit/"
    assert target(case.code.lower(), "de") == "/en/cases/amman-bus-rapid-transit/"
    assert (
        target(without_arabic("christchurch-earthquake-recovery").code, "ar")
        == "/ar/cases/christchurch-earthquake-recovery/"
    )
    assert Client().get("/c/XXX-9999/", follow=True).status_code == 404


@pytest.fixture(params=["draft", "private"])
def hidden(request: pytest.FixtureRequest) -> Iterator[Case]:
    """A case of Amman that the public may not see."""
    case = Case.objects.get(import_id="amman-bus-rapid-transit")
    for page in case.pages.all():
        if request.param == "draft":
            page.unpublish()
        else:
            PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    return case


def test_what_is_not_public_shows_nowhere(hidden: Case) -> None:
    client = Client()
    title = "Amman Bus Rapid Transit"
    for url in ("/en/", "/en/search/?q=amman", "/en/cities/", "/en/cities/amman/", "/en/topics/bus-rapid-transit/"):
        assert title not in client.get(url).content.decode(), url
    assert hidden.code not in client.get("/api/v1/search?q=amman&lang=en&size=100").content.decode()
    assert client.get(f"/c/{hidden.code}/", follow=True).status_code == 404
    assert client.get("/en/cases/amman-bus-rapid-transit/").status_code in (302, 404)


@pytest.mark.parametrize("url", ["/fa/none/", "/en/none/", "/ar/topics/none/", "/fa/cities/none/", "/en/cases/none/"])
def test_what_is_not_there_says_so_in_the_language(url: str) -> None:
    response = Client().get(url)
    assert response.status_code == 404
    words = {"fa": "صفحه یافت نشد", "en": "Page not found", "ar": "الصفحة غير موجودة"}
    assert words[url[1:3]] in response.content.decode()


@pytest.mark.parametrize("query", ["page=abc", "sort=price", "page=0", "topic=%00", "topic=nowhere", "q=" + "x" * 3000])
def test_bad_parameters_give_a_page(query: str) -> None:
    response = Client().get(f"/fa/search/?{query}")
    assert response.status_code == 200
    if query.startswith(("page", "sort")):
        assert 'role="alert"' in response.content.decode()


def test_what_editors_type_is_escaped() -> None:
    page = CaseStudyPage.objects.get(slug="amman-bus-rapid-transit", locale__language_code="en")
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    for name in ("title", "summary", *CaseStudyPage.PROSE):
        setattr(page, name, evil)
    page.save_revision().publish()
    indicator = page.case.indicators.first()
    indicator.name = {"en": evil}
    indicator.save()
    City.objects.filter(slug="amman").update(names={"en": evil})
    for url in (page.url, "/en/cities/", "/en/cities/amman/", "/en/search/?q=amman", "/en/", f"/en/search/?q={evil}"):
        html = Client().get(url).content.decode()
        assert "<script>" not in html and "<img" not in html, url


def test_a_500_needs_no_database(settings: Any) -> None:
    from django.test import RequestFactory

    from knowledgebase.errors import server_error

    with CaptureQueriesContext(connection) as queries:
        response = server_error(RequestFactory().get("/ar/anything"))
    assert response.status_code == 500 and "حدث خطأ" in response.content.decode() and len(queries) == 0
