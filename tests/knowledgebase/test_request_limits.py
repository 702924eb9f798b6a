"""What a request may be: the length of its address, its headers and what it sends."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from knowledgebase import gunicorn_config
from knowledgebase.request_limits import LONGEST_ADDRESS, SMALL

from .web_process import ROOT, raw_answer, served

TITLES = {"fa": "نشانی بیش از اندازه بلند است", "en": "The address is too long", "ar": "العنوان أطول من اللازم"}


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    with served(tmp_path_factory.mktemp("data"), "--workers", "1") as port:
        yield port


def target(length: int, path: str = "/fa/search/?q=") -> str:
    return path + "x" * (length - len(path))


def asked(port: int, address: str, *headers: str) -> tuple[int, str]:
    lines = [f"GET {address} HTTP/1.1", f"Host: 127.0.0.1:{port}", "Connection: close", *headers, "", ""]
    answer = raw_answer(port, "\r\n".join(lines).encode())
    return int(answer.split(b" ", 2)[1]), answer.decode(errors="replace")


@pytest.mark.parametrize("language", TITLES)
def test_a_long_address_is_refused_in_the_language_of_the_reader(port: int, language: str) -> None:
    status, answer = asked(port, target(LONGEST_ADDRESS + 1, f"/{language}/search/?q="))
    assert status == 414 and TITLES[language] in answer and "x" * 50 not in answer
    assert "default-src 'none'" in answer and "Content-Length: " in answer


def test_the_api_refuses_in_json(port: int) -> None:
    status, answer = asked(port, target(LONGEST_ADDRESS + 1, "/api/v1/search?q="))
    assert status == 414 and '{"detail": "A search takes up to 1,000 characters' in answer


@pytest.mark.parametrize("length", [8_191, 65_536, 1_000_000, 20_000_000])
def test_behind_it_the_server_refuses_without_reading_on(port: int, length: int) -> None:
    status, answer = asked(port, target(length))
    assert status == 414 and len(answer) < 1_000


def test_an_address_just_short_enough_reaches_the_site(port: int) -> None:
    assert asked(port, target(LONGEST_ADDRESS, "/api/v1/suggest?zz="))[0] == 200


@pytest.mark.parametrize("headers", [[f"X-{number}: y" for number in range(61)], ["X-Long: " + "y" * 8_200]])
def test_many_and_long_headers_are_refused(port: int, headers: list[str]) -> None:
    assert asked(port, "/robots.txt", *headers)[0] == 431


@pytest.mark.parametrize(
    "document", ["Makefile", "Dockerfile", "docs/running.md", "docs/systemd/knowledgebase-web.service"]
)
def test_every_way_to_start_it_takes_the_same_settings(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    starts = [line for line in text.splitlines() if re.search(r"gunicorn\W.*knowledgebase\.wsgi", line)]
    assert starts and all("python:knowledgebase.gunicorn_config" in line and "limit-" not in line for line in starts)


def test_a_process_ends_one_day_and_not_all_at_once() -> None:
    assert 1_000 < gunicorn_config.max_requests < 100_000
    assert gunicorn_config.max_requests_jitter >= gunicorn_config.max_requests // 20


@pytest.mark.django_db
@pytest.mark.usefixtures("foundation")
class TestBodies:
    def send(self, client: Client, length: int, path: str = "/admin/login/") -> Any:
        return client.post(path, b"a=" + b"x" * (length - 2), content_type="application/x-www-form-urlencoded")

    @pytest.mark.parametrize(
        "path", ["/admin/login/", "/en/account/login/", "/en/account/signup/", "/en/search/", "/api/v1/search"]
    )
    def test_who_is_not_logged_in_sends_little(self, path: str) -> None:
        assert self.send(Client(), SMALL, path).status_code != 413
        with CaptureQueriesContext(connection) as queries:
            response = self.send(Client(enforce_csrf_checks=True), SMALL + 1, path)
        assert response.status_code == 413 and not queries

    @pytest.mark.parametrize("path", ["/admin/images/add/", "/admin/pages/1/edit/"])
    def test_a_made_up_session_is_no_log_in(self, path: str) -> None:
        client = Client(enforce_csrf_checks=True)
        client.cookies["sessionid"] = "x" * 32
        assert self.send(client, SMALL + 1, path).status_code == 413

    def test_who_is_logged_in_sends_forms_and_imports(self, admin_user: User, settings: Any) -> None:
        client = Client()
        client.force_login(admin_user)
        settings.IMPORT_MAX_MB = 1
        assert self.send(client, 1_000_000, "/admin/account/").status_code != 413
        assert self.send(client, 1_100_000, "/admin/account/").status_code == 413

    def test_a_length_that_is_no_number_is_none(self) -> None:
        assert Client().post("/en/search/", CONTENT_LENGTH="x").status_code != 413
