"""Every request has an id and one line in the log, and the line tells nothing about anybody."""

import json
import logging
import sys
from typing import Any

import pytest
import structlog
from django.conf import settings as site
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from knowledgebase.request_log import RequestLogMiddleware


@pytest.fixture
def lines(settings: Any) -> Any:
    settings.ACCESS_LOG = True
    with structlog.testing.capture_logs(processors=[structlog.contextvars.merge_contextvars]) as captured:
        yield captured


def test_one_line_a_request_without_what_was_asked(lines: list[dict[str, Any]]) -> None:
    response = Client().get(
        "/robots.txt?q=what+i+look+for", headers={"user-agent": "my browser", "x-request-id": "from-the-proxy.7"}
    )
    [line] = [line for line in lines if line["event"] == "request"]
    assert response["X-Request-ID"] == line["request_id"] == "from-the-proxy.7"
    assert (line["method"], line["path"], line["status"]) == ("GET", "/robots.txt", 200) and line["ms"] >= 0
    assert set(line) == {"event", "log_level", "request_id", "method", "path", "status", "ms"}


@pytest.mark.parametrize(
    "given", ["", "short", "x" * 65, "with space in it", 'quote"quote', "line\nline\nline", "۱۲۳۴۵۶۷۸"]
)
def test_an_id_that_is_none_is_replaced(given: str) -> None:
    request = RequestFactory().get("/")
    request.META["HTTP_X_REQUEST_ID"] = given
    made = RequestLogMiddleware(lambda request: HttpResponse())(request)["X-Request-ID"]
    assert made != given and len(made) == 32 and made.isalnum()


@pytest.mark.django_db
def test_secrets_in_addresses_are_not_logged(lines: list[dict[str, Any]]) -> None:
    Client().get("/admin/password_reset/confirm/MQ/secret-token/")
    Client().get("/fa/account/invitation/MQ/secret-token/")
    assert lines and "secret-token" not in json.dumps(lines, default=str)


def test_probes_that_are_answered_are_not_logged(lines: list[dict[str, Any]]) -> None:
    assert "X-Request-ID" in Client().get("/healthz")
    assert not [line for line in lines if line["event"] == "request"]


def test_what_is_logged_meanwhile_has_the_id(lines: list[dict[str, Any]]) -> None:
    def view(request: HttpRequest) -> HttpResponse:
        structlog.get_logger("somewhere").warning("odd")
        return HttpResponse()

    RequestLogMiddleware(view)(RequestFactory().get("/", headers={"x-request-id": "id-of-this"}))
    assert {line["event"]: line["request_id"] for line in lines} == {"odd": "id-of-this", "request": "id-of-this"}


def test_json_is_one_object_a_line_with_the_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    import importlib

    from knowledgebase.settings import logging as settings_logging

    monkeypatch.setenv("LOG_FORMAT", "json")
    options = dict(importlib.reload(settings_logging).LOGGING["formatters"]["structured"])  # type: ignore[index]
    monkeypatch.undo()
    importlib.reload(settings_logging)
    formatter = options.pop("()")(**options)
    try:
        raise ValueError("سلام")
    except ValueError:
        record = logging.LogRecord("app", logging.ERROR, __file__, 1, "broken %s", ("thing",), sys.exc_info())
    line = formatter.format(record)
    read = json.loads(line)
    assert "\n" not in line and read["event"] == "broken thing" and read["level"] == "error"
    assert "ValueError: سلام" in read["exception"] and site.LOG_FORMAT == "console"
