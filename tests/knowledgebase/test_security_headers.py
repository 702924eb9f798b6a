"""A site behind a proxy that speaks TLS: cookies, HSTS, what of the proxy's headers is believed; and security.txt."""

import json
import os
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone

ROOT = Path(__file__).resolve().parents[2]
ASKED = (
    "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS", "SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_HSTS_PRELOAD",
    "SECURE_PROXY_SSL_HEADER", "SECURE_CONTENT_TYPE_NOSNIFF", "USE_X_FORWARDED_HOST", "TRUSTED_PROXIES", "THROTTLE",
    "SESSION_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "SESSION_COOKIE_SAMESITE", "LANGUAGE_COOKIE_SECURE",
    "CSRF_COOKIE_SECURE", "CSRF_COOKIE_HTTPONLY", "CSRF_COOKIE_SAMESITE",
)  # fmt: skip
TLS = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.9", "Host": "practice.example"}


def settings_with(tmp_path: Path, **variables: str) -> dict[str, Any]:
    """Settings as a process with these variables has them."""
    asked = f"{{name: getattr(settings, name) for name in {ASKED}}}"
    code = f"import json; from knowledgebase import settings; print(json.dumps({asked}))"
    known = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**known, "DATA_DIR": str(tmp_path), **variables},
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr[-1000:]
    found: dict[str, Any] = json.loads(run.stdout)
    return found


def test_https_closes_every_door_at_once(tmp_path: Path) -> None:
    found = settings_with(tmp_path, HTTPS="true")
    assert all(found[name] for name in ASKED if name.endswith("_SECURE") or name.endswith("_HTTPONLY"))
    assert found["SECURE_SSL_REDIRECT"] and found["THROTTLE"] and found["TRUSTED_PROXIES"] == 1
    assert found["SECURE_HSTS_SECONDS"] == 31_536_000 and found["SECURE_HSTS_INCLUDE_SUBDOMAINS"]
    assert found["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]
    assert {found["SESSION_COOKIE_SAMESITE"], found["CSRF_COOKIE_SAMESITE"]} == {"Lax"}
    assert not found["SECURE_HSTS_PRELOAD"] and not found["USE_X_FORWARDED_HOST"]


def test_without_https_nothing_of_a_proxy_is_believed_and_one_can_log_in(tmp_path: Path) -> None:
    found = settings_with(tmp_path, HSTS_SECONDS="60", HSTS_PRELOAD="true")
    assert found["SECURE_PROXY_SSL_HEADER"] is None and not found["SESSION_COOKIE_SECURE"]
    assert not found["SECURE_HSTS_SECONDS"] and not found["SECURE_HSTS_PRELOAD"] and not found["TRUSTED_PROXIES"]


def test_how_long_browsers_stay_with_tls_is_a_setting(tmp_path: Path) -> None:
    found = settings_with(tmp_path, HTTPS="true", HSTS_SECONDS="3600", HSTS_SUBDOMAINS="false", HSTS_PRELOAD="true")
    assert found["SECURE_HSTS_SECONDS"] == 3600 and not found["SECURE_HSTS_INCLUDE_SUBDOMAINS"]
    assert found["SECURE_HSTS_PRELOAD"]


@pytest.fixture
def behind_proxy(settings: Any) -> Any:
    """The site as HTTPS=true makes it, under a name of its own."""
    for name in ("SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "LANGUAGE_COOKIE_SECURE"):
        setattr(settings, name, True)
    settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = 3600, True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.ALLOWED_HOSTS = ["practice.example"]
    return settings


@pytest.mark.django_db
@pytest.mark.usefixtures("foundation", "behind_proxy")
class TestBehindAProxy:
    def test_whoever_came_without_tls_is_sent_to_it(self) -> None:
        for headers in (
            {},
            {"X-Forwarded-Proto": "http"},
            {"X-Forwarded-Proto": "http, https"},
            {"Forwarded": "proto=https"},
        ):
            answer = Client().get("/fa/?q=1", headers={"Host": "practice.example", **headers})
            assert (answer.status_code, answer.headers["Location"]) == (301, "https://practice.example/fa/?q=1")
            assert "Strict-Transport-Security" not in answer.headers

    def test_whoever_came_by_tls_is_answered_and_told_to_stay(self) -> None:
        answer = Client().get("/en/", headers=TLS)
        assert answer.status_code == 200
        assert answer.headers["Strict-Transport-Security"] == "max-age=3600; includeSubDomains"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert 'href="https://practice.example/en/"' in answer.content.decode()

    def test_another_host_is_neither_answered_nor_believed(self) -> None:
        assert Client().get("/en/", headers={**TLS, "Host": "evil.example"}).status_code == 400
        page = Client().get("/en/", headers={**TLS, "X-Forwarded-Host": "evil.example", "X-Forwarded-Port": "8443"})
        assert page.status_code == 200 and b"evil.example" not in page.content and b"8443" not in page.content

    def test_every_cookie_is_for_tls_for_this_site_and_for_no_script(self, django_user_model: Any) -> None:
        django_user_model.objects.create_superuser("root", password="correct horse")
        client = Client()
        form = client.get("/en/account/login/", headers=TLS)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form.content.decode())
        assert token
        posted = {"login": "root", "password": "correct horse", "csrfmiddlewaretoken": token[1]}
        entered = client.post("/en/account/login/", posted, headers={**TLS, "Referer": "https://practice.example/"})
        assert entered.status_code == 302
        client.get("/fa/", headers={**TLS, "Referer": "https://practice.example/en/"})
        assert {"sessionid", "csrftoken", "django_language", "known-device"} <= set(client.cookies)
        for name, cookie in client.cookies.items():
            assert cookie["secure"] and cookie["httponly"] and cookie["samesite"] == "Lax", name
            assert not cookie["domain"], "of this name alone"


@pytest.mark.django_db
def test_no_cookie_is_set_for_a_reader(foundation: None) -> None:
    client = Client()
    for path in ("/", "/fa/", "/en/search/?q=bus", "/api/v1/cities", "/en/feed.atom", "/en/none/"):
        client.get(path)
    assert not client.cookies


def test_a_header_of_tls_counts_for_nothing_without_a_proxy(settings: Any) -> None:
    settings.SECURE_PROXY_SSL_HEADER = None
    assert not RequestFactory().get("/", headers={"X-Forwarded-Proto": "https"}).is_secure()


class TestSecurityTxt:
    PATH = "/.well-known/security.txt"

    @pytest.mark.django_db
    def test_without_an_address_there_is_none(self, settings: Any, foundation: None) -> None:
        settings.CONTACT_EMAIL = ""
        assert Client().get(self.PATH).status_code == 404

    def test_it_is_what_the_rfc_asks_for(self, settings: Any) -> None:
        settings.CONTACT_EMAIL = "cities+flaws%x@example.org"
        answer = Client().get(self.PATH)
        assert answer.status_code == 200 and answer.headers["Content-Type"] == "text/plain; charset=utf-8"
        lines = answer.content.decode().splitlines()
        fields = dict(line.split(": ", 1) for line in lines)
        assert len(fields) == len(lines) and set(fields) == {"Contact", "Expires", "Preferred-Languages", "Canonical"}
        assert fields["Contact"] == "mailto:cities%2Bflaws%25x@example.org"
        assert fields["Canonical"] == f"http://testserver{self.PATH}" and fields["Preferred-Languages"] == "fa, en, ar"
        expires = datetime.strptime(fields["Expires"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        assert timedelta(days=90) < expires - timezone.now() < timedelta(days=365)
