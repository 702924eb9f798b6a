"""So many searches a minute for each address: on pages, in parts of pages and by the API, kept ready or not."""

import http.client
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from knowledgebase import throttle
from knowledgebase.page_cache import store

from .web_process import ROOT, served

LIMIT = 5
SEARCHES = ("/fa/search/", "/en/search/?q=waste", "/ar/search/?topic=waste", "/api/v1/search", "/api/v1/search?q=bus")


@pytest.fixture(autouse=True)
def _throttled(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.THROTTLE, settings.DATA_DIR = True, tmp_path
    settings.THROTTLE_SEARCHES = settings.THROTTLE_SUGGESTIONS = LIMIT
    settings.TRUSTED_PROXIES = 0
    throttle._allowances.cache_clear()
    yield
    throttle._allowances.cache_clear()


def ask(address: str, remote: str = "203.0.113.9", **headers: str) -> Any:
    return Client().get(address, REMOTE_ADDR=remote, headers=headers)


@pytest.mark.django_db
@pytest.mark.usefixtures("starter", "index")
class TestPages:
    def test_pages_and_api_are_counted_together_and_say_what_is_left(self) -> None:
        now = time.time()  # held: what is left is written in seconds, and a busy machine takes some
        throttle._allowances().clock = lambda: now
        for number, address in enumerate(SEARCHES, start=1):
            response = ask(address)
            assert response.status_code == 200
            assert response["RateLimit-Policy"] == '"searches";q=5;w=60'
            assert response["RateLimit"] == f'"searches";r={LIMIT - number};t={12 * number}'
        for address in SEARCHES:
            refused = ask(address)
            assert refused.status_code == 429 and 0 < int(refused["Retry-After"]) <= 12
            assert refused["RateLimit"].startswith('"searches";r=0;t=') and refused["Cache-Control"] == "no-store"
        assert ask(SEARCHES[0], "203.0.113.10").status_code == 200, "another address"

    @pytest.mark.parametrize(
        ("language", "words"), [("fa", "کمی صبر کنید"), ("en", "A moment, please"), ("ar", "لحظة من فضلكم")]
    )
    def test_a_page_of_the_site_says_so(self, language: str, words: str) -> None:
        for _request in range(LIMIT):
            ask(f"/{language}/search/")
        response = ask(f"/{language}/search/?q=secret")
        html = response.content.decode()
        assert response.status_code == 429 and words in html and "secret" not in html
        assert f'<html lang="{language}"' in html and "<h1>" in html and "css/base.css" in html
        assert "default-src 'none'" in response["Content-Security-Policy"] and response["Permissions-Policy"]

    def test_htmx_is_given_what_it_puts_in_the_place_of_results(self) -> None:
        for _request in range(LIMIT):
            assert ask("/en/search/?topic=waste", **{"HX-Request": "true"}).status_code == 200
        response = ask("/en/search/?topic=waste", **{"HX-Request": "true"})
        html = response.content.decode()
        assert response.status_code == 429 and '<div id="results" role="alert">' in html and "<h1>" not in html
        assert '"code": "[23]..|414|429|503", "swap": true' in ask("/en/search/", "203.0.113.20").content.decode()

    def test_the_api_answers_in_json(self) -> None:
        for _request in range(LIMIT):
            ask("/api/v1/search")
        response = ask("/api/v1/search", **{"Accept-Language": "fa"})
        assert response.status_code == 429 and response.json()["detail"].endswith("You can go on in 12 seconds.")

    def test_suggestions_have_an_allowance_of_their_own(self) -> None:
        for _request in range(LIMIT):
            assert ask("/api/v1/suggest?q=wa").status_code == 200
        assert ask("/api/v1/suggest?q=wa").status_code == 429 and ask("/en/search/").status_code == 200

    @pytest.mark.parametrize(
        "address", ["/en/", "/en/cities/tehran/", "/en/topics/", "/sitemap.xml", "/en/account/login/"]
    )
    def test_other_pages_are_not_counted(self, address: str) -> None:
        for _request in range(LIMIT + 1):
            response = ask(address)
        assert response.status_code == 200 and "RateLimit" not in response

    @pytest.mark.parametrize(
        "address", ["/en/download/cases.csv", "/fa/download/cases.json", "/en/compare/", "/c/THR-0001/en/brief.pdf"]
    )
    def test_what_costs_as_much_as_a_search_counts_as_one(self, address: str) -> None:
        for _request in range(LIMIT):
            assert ask(address).status_code != 429
        assert ask(address).status_code == 429 and ask("/en/search/").status_code == 429

    @pytest.mark.parametrize("address", ["/en/account/login/", "/fa/account/password/reset/"])
    def test_passwords_are_not_tried_by_the_thousand(self, address: str, settings: Any) -> None:
        settings.THROTTLE_LOG_INS = 2
        client = Client(REMOTE_ADDR="203.0.113.77")
        tried = [client.post(address, {"login": "keeper", "password": "guess"}).status_code for _turn in range(3)]
        assert 429 not in tried[:2] and tried[2] == 429
        assert client.get(address).status_code == 200, "the form is there for whoever waits"
        assert Client(REMOTE_ADDR="203.0.113.78").post(address, {}).status_code != 429, "nobody else is kept out"

    def test_pages_kept_ready_are_counted_and_no_refusal_is_kept(self, settings: Any) -> None:
        settings.PAGE_CACHE_MB = 8
        store.clear()
        first = ask("/en/search/")
        kept = [ask("/en/search/") for _request in range(LIMIT)]
        assert [page.status_code for page in kept] == [200] * (LIMIT - 1) + [429]
        assert {page.content for page in kept[:-1]} == {first.content}
        other = ask("/en/search/", "203.0.113.10")
        assert (other.status_code, other.content) == (200, first.content)
        assert other["RateLimit"].startswith(f'"searches";r={LIMIT - 1};'), "never what another was told"
        again = ask("/en/search/", "203.0.113.10", **{"If-None-Match": other["ETag"]})
        assert again.status_code == 304 and again["RateLimit"].startswith(f'"searches";r={LIMIT - 2};')
        store.clear()

    def test_what_a_reader_writes_into_headers_changes_nothing(self, settings: Any) -> None:
        for proxies, told in ((0, "{}"), (1, "{}, 203.0.113.9"), (2, "{}, 203.0.113.9, 10.0.0.2")):
            settings.TRUSTED_PROXIES = proxies
            throttle._allowances.cache_clear()
            settings.DATA_DIR = settings.DATA_DIR / "next"
            spoofed = [
                ask(
                    "/api/v1/search",
                    **{"X-Forwarded-For": told.format(f"198.51.100.{n}"), "X-Real-IP": f"198.51.100.{n}",
                       "Forwarded": f"for=198.51.100.{n}", "True-Client-IP": f"198.51.100.{n}"},
                ).status_code
                for n in range(LIMIT + 3)
            ]  # fmt: skip
            assert spoofed == [200] * LIMIT + [429] * 3, proxies

    def test_readers_behind_one_proxy_are_told_apart(self, settings: Any) -> None:
        settings.TRUSTED_PROXIES = 1
        for number in range(2 * LIMIT):
            assert ask("/api/v1/search", "10.0.0.1", **{"X-Forwarded-For": f"203.0.113.{number}"}).status_code == 200

    def test_a_proxy_that_says_nothing_is_not_taken_for_all_readers(self, settings: Any) -> None:
        settings.TRUSTED_PROXIES = 1
        assert {ask("/api/v1/search", "10.0.0.1").status_code for _request in range(LIMIT + 1)} == {200}

    def test_one_ipv6_network_is_one_reader(self) -> None:
        codes = [ask("/api/v1/search", f"2001:db8::{number:x}").status_code for number in range(1, LIMIT + 2)]
        assert codes == [200] * LIMIT + [429] and ask("/api/v1/search", "2001:db8:0:1::1").status_code == 200

    def test_no_address_lies_on_the_disk(self, settings: Any) -> None:
        ask("/api/v1/search")
        files = [path.read_bytes() for path in settings.DATA_DIR.rglob("*") if path.is_file()]
        assert files and not any(b"203.0.113.9" in content for content in files)

    def test_off_nothing_is_counted_or_said(self, settings: Any) -> None:
        settings.THROTTLE = False
        for _request in range(LIMIT + 1):
            response = ask("/api/v1/search")
        assert response.status_code == 200 and "RateLimit" not in response


def statuses(port: int, requests: int) -> list[int]:
    """Answers to so many requests by four clients at once, each with connections of its own."""
    found: list[int] = []

    def run() -> None:
        for _request in range(requests // 4):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            connection.request("GET", "/api/v1/suggest?q=")
            found.append(connection.getresponse().status)
            connection.close()

    threads = [threading.Thread(target=run) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def test_several_processes_count_together(tmp_path: Path) -> None:
    own = {"THROTTLE": "true", "THROTTLE_SUGGESTIONS": "20"}
    with served(tmp_path, "--workers", "3", **own) as port:
        statuses(port, 4)  # until all have started
        found = statuses(port, 80)
    assert set(found) == {200, 429} and 14 <= found.count(200) <= 20 - 4 + 8, "one more every three seconds"


@pytest.mark.parametrize(("https", "on", "proxies"), [("true", True, 1), ("false", False, 0)])
def test_on_where_the_site_is_public_and_off_in_a_demonstration(https: str, on: bool, proxies: int) -> None:
    said = "from django.conf import settings as s; print(s.THROTTLE, s.TRUSTED_PROXIES)"
    environment = {**os.environ, "HTTPS": https, "DJANGO_SETTINGS_MODULE": "knowledgebase.settings", "SECRET_KEY": "x"}
    found = subprocess.run([sys.executable, "-c", said], cwd=ROOT, env=environment, capture_output=True, check=True)
    assert found.stdout.decode().split() == [str(on), str(proxies)]
