"""No public answer is large, whatever is asked: anybody may ask, and an answer costs memory."""

import re
from collections.abc import Sequence
from contextlib import suppress
from itertools import accumulate
from typing import Any
from urllib.parse import quote_from_bytes, urlencode

import pytest
from django.test import Client
from django.urls import Resolver404, resolve
from django.utils.translation import override
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from knowledgebase.request_limits import LONGEST_ADDRESS
from search.content.facets import FACETS
from search.content.thesaurus import current_thesaurus
from search.params import MOST_VALUES
from tests.knowledgebase.rights.test_rights import lines as rights

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter", "index")]

MOST = 300_000  # bytes
PLACES = (
    "/fa/", "/en/", "/fa/search/", "/en/search/", "/ar/search/", "/fa/cities/", "/en/cities/tehran/", "/fa/topics/",
    "/ar/topics/waste/", "/fa/map/", "/en/about/", "/en/cases/amman-bus-rapid-transit/", "/fa/feed.atom",
    "/en/cities/tehran/feed.atom", "/en/topics/waste/feed.atom", "/sitemap.xml", "/sitemap-cases.xml",
    "/sitemap-places.xml", "/sitemap-plain.xml", "/robots.txt", "/api/v1/openapi.json", "/api/v1/search",
    "/api/v1/suggest", "/api/v1/cases", "/api/v1/cases/AMM-0001", "/api/v1/cities", "/api/v1/cities/tehran",
    "/api/v1/topics", "/fa/data/",
    "/c/AMM-0001/fa.bib", "/c/AMM-0001/", "/admin/login/", "/en/none/", "/none", "/media/none", "/documents/1/none",
    "/fa/compare/", "/en/compare/compare.csv", "/land.json", "/land.svg", "/c/AMM-0001/fa.png",
    f"/en/preview/{'A' * 43}/", "/en/account/login/", "/fa/account/signup/", "/ar/account/password/reset/",
    "/en/account/login/code/", "/en/account/logout/", "/en/account/login/code/confirm/", "/en/account/confirm-email/",
    "/en/account/password/reset/confirm/", "/en/account/password/reset/complete/", "/en/account/password/reset/done/",
    "/en/account/inactive/", "/en/account/second-factor/authenticate/", "/en/account/second-factor/webauthn/login/",
    "/en/account/invitation/MQ/none/",
    f"/en/invitations/{'A' * 32}/",
    f"/en/messages/stop/{'A' * 43}/", "/fa/how-cases-are-reviewed/", "/ar/evidence/", "/fa/problem/AMM-0001/",
    f"/en/problem/of/{'A' * 32}/",
    "/fa/propose/", "/en/propose/puzzle/", "/ar/propose/similar/", "/fa/propose/confirm/", "/en/propose/mine/",
    "/fa/propose/leave/", "/picture-question/none/",
    f"/fa/link/{'A' * 32}/", f"/en/deadline/{'a' * 32}.x.ics",
)  # fmt: skip
SEARCHES = (
    "/fa/search/",
    "/en/search/",
    "/ar/search/",
    "/api/v1/search",
    "/api/v1/suggest",
    "/api/v1/cases",
    "/en/compare/",
)
NAMES = (
    "q",
    "page",
    "size",
    "sort",
    "exact",
    "after",
    "lang",
    "toggle",
    "clear",
    "next",
    "p",
    "zz",
    "view",
    "case",
    "add",
    "drop",
    "only",
    *FACETS,
)
# Letters of one to four bytes, such as HTML or an address writes in more, that turn lines around, or that are none.
UNITS = ("a", "پ", "ی‌", "🚲", "'", '"', "<", "&", " ", "\u202e", "\u2067", "\x00", "\u0301", "ـ", "\n", "waste ",
         "پسماند ", 'city:"x" ', "-", "%", "/", "٣")  # fmt: skip
LENGTHS = (0, 1, 60, 61, 300, 1000, 1001, 5000, 9000)

repeated = st.builds(
    lambda unit, length: (unit * length)[:length].encode(), st.sampled_from(UNITS), st.sampled_from(LENGTHS)
)
values = st.one_of(
    repeated,
    st.text(max_size=80).map(lambda text: text.encode("utf-8", "replace")),
    st.binary(max_size=30),  # no UTF-8, as any percent-escape may say
    st.sampled_from(
        [
            b"1",
            b"2",
            b"100",
            b"9" * 4000,
            b"-1",
            b"title",
            b"waste",
            b"tehran",
            b"topic:waste",
            b"running",
            b"map",
            b"table",
            b"AMM-0001",
            b"SEO-0001",
        ]
    ),
)
pairs = st.builds(lambda name, value: f"{name}={quote_from_bytes(value)}", st.sampled_from(NAMES), values)
queries = st.lists(pairs, max_size=60).map(lambda found: fitting(found))


# Public addresses of files, which may be longer, and of what is no page. Of Wagtail's own pages there is the log-in.
FILES = {"case_brief", "case_full_text", "downloads:cases", "favicon.ico"}
NO_PAGES = {"compare_city", "style", "security_txt", "api-1:api-root"}


def test_every_public_address_is_asked() -> None:
    """By the table of rights: a new one that anybody may ask is one to ask here."""
    public = {door[0] for door, scopes in rights() if scopes.get("anyone")} - FILES - NO_PAGES
    asked = set()
    for place in PLACES:
        language = place.split("/")[1]
        with override(language if language in ("fa", "en", "ar") else "fa"), suppress(Resolver404):
            asked |= {resolve(place).view_name, resolve(place).route}
    missing = {name for name in public if name not in asked and not name.startswith("wagtail")}
    assert not missing


def fitting(parts: Sequence[str]) -> str:
    """As many parts of a query string as an address may have."""
    lengths = accumulate(len(part) + 1 for part in parts)
    return "&".join(part for part, length in zip(parts, lengths, strict=True) if length < LONGEST_ADDRESS - 50)


def answer(address: str, **headers: str) -> Any:
    response = Client(raise_request_exception=False).get(address, headers=headers)
    assert response.status_code < 500, (address[:200], response.status_code)
    size = len(b"".join(response.streaming_content) if response.streaming else response.content)
    size += sum(len(name) + len(value) for name, value in response.items())
    assert size < MOST, (address[:200], size)
    return response


def everything(place: str, text: str) -> str:
    """An address that chooses every value of every facet, with as much of the text as there is room for."""
    facets = Client().get("/api/v1/search?size=1").json()["facets"]
    listed = {name: [item["value"] for item in items] for name, items in facets.items()}
    topics = list(current_thesaurus().tree)[:MOST_VALUES]
    while True:
        address = f"{place}?" + urlencode({"q": text, **listed, "topic": topics, "sort": "title"}, doseq=True)
        if len(address) <= LONGEST_ADDRESS:
            return address
        text = text[:-10]


JUNK = ("", "x" * 7_900, "x" * 9_000, "zz=" + "%F0%9F%9A%B2" * 640, "&".join(f"a{number}=b" for number in range(900)))


def _junk() -> list[Any]:
    """Every page with nothing and with many names behind it, searches with all junk; the rest where slow tests run."""
    found = []
    for place in PLACES:
        for number, junk in enumerate(JUNK):
            is_quick = place in SEARCHES or number in (0, len(JUNK) - 1)
            marks = [] if is_quick else [pytest.mark.slow]
            found.append(pytest.param(place, junk, id=f"{place}-{number}", marks=marks))
    return found


@pytest.mark.parametrize(("place", "junk"), _junk())
def test_a_page_is_small_whatever_stands_behind_its_address(place: str, junk: str) -> None:
    response = answer(f"{place}?{junk}")
    if junk and response.status_code == 200:
        assert junk[:200] not in response.content.decode("utf-8", "replace") or "/account/" in place


@pytest.mark.parametrize("place", ["/en/{}/", "/en/search/{}", "/en/cases/{}/", "/fa/cities/{}/", "/c/{}/", "/{}",
                                   "/media/{}", "/documents/{}", "/sitemap-{}.xml", "/api/v1/{}"])  # fmt: skip
@pytest.mark.parametrize(
    "name", ["x" * 7900, "%F0%9F%9A%B2" * 640, "%FF%FE", "%00", "..%2F" * 1000, "<b>" * 2000], ids=range(6)
)
def test_a_missing_page_is_small_whatever_its_address(place: str, name: str) -> None:
    assert 300 <= answer(place.format(name)).status_code < 500


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.sampled_from(SEARCHES), query=queries)
@example(place="/fa/search/", query="q=" + "%F0%9F%9A%B2" * 1001)
@example(place="/en/search/", query="q=" + "%27" * 1001 + "&topic=waste" * 60)
@example(place="/api/v1/search", query="size=100&q=")
def test_a_search_is_small_whatever_is_asked(place: str, query: str) -> None:
    answer(f"{place}?{query}")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.sampled_from(PLACES), query=queries)
def test_any_page_is_small_whatever_is_asked(place: str, query: str) -> None:
    answer(f"{place}?{query}")


@pytest.mark.parametrize("text", ["", "🚲" * 1000, "'" * 1000, "waste " * 160, "پسماند " * 140, '-"x" city:zz ' * 70])
@pytest.mark.parametrize("language", ["fa", "en", "ar"])
def test_a_search_with_every_choice_there_is(text: str, language: str) -> None:
    response = answer(everything(f"/{language}/search/", text))
    html = response.content.decode()
    assert html.count('form="same-search"') > 100, "buttons, since the text stands in no link"
    links = re.findall(r'href="([^"]*)"', html)
    assert sum(map(len, links)) < 40_000 and max(map(len, links)) < 8_000


@pytest.mark.parametrize("view", ["map", "table"])
@pytest.mark.parametrize("text", ["", "'" * 1000, "پسماند " * 140])
def test_a_view_with_every_choice_there_is(text: str, view: str) -> None:
    """A map shows five times as many cases as a list, each with less."""
    answer(everything("/fa/search/", text) + f"&view={view}")
    answer(f"/ar/search/?view={view}")


def test_a_long_search_is_narrowed_by_buttons_that_send_it() -> None:
    text = "waste " * 80
    html = answer("/en/search/?" + urlencode({"q": text, "status": "running"})).content.decode()
    form = re.search(r'<form id="same-search"(.*?)</form>', html, flags=re.S)
    assert form is not None and f'name="q" value="{text}"' in form[1] and 'name="status" value="running"' in form[1]
    toggle = re.search(
        r'<button id="f-status-completed" type="submit" form="same-search" name="(\w+)" value="([^"]+)"', html
    )
    assert toggle is not None
    sent = urlencode({"q": text, "status": "running", toggle[1]: toggle[2]})
    narrowed = answer(f"/en/search/?{sent}").content.decode()
    assert narrowed.count('aria-current="true"><bdi>') == 2, "both states are chosen"


def test_a_field_takes_no_more_than_search_reads() -> None:
    for place in ("/en/", "/en/search/", "/en/topics/"):
        fields = re.findall(r'<input[^>]*name="q"[^>]*>', answer(place).content.decode())
        assert fields and all('maxlength="1000"' in field for field in fields)


def test_a_sitemap_is_written_in_files_of_bounded_length() -> None:
    for place in ("/sitemap-cases.xml", "/sitemap-places.xml"):
        assert answer(place).content.count(b"<url>") <= 500
    index = answer("/sitemap.xml").content.decode()
    assert "sitemap-places.xml?p=2" in index and answer("/sitemap-places.xml?p=2").content.count(b"<url>")
