"""The description of the public API, and answers that need not be sent again."""

import json
import re
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openapi_spec_validator import OpenAPIV31SpecValidator

from tests.cases.api.test_open_data import pytestmark as pytestmark


def description() -> Any:
    return json.loads(Client().get("/api/v1/openapi.json").content)


def test_it_is_valid_openapi() -> None:
    found = description()
    assert found["openapi"].startswith("3.1")
    assert list(OpenAPIV31SpecValidator(found).iter_errors()) == []


def test_every_default_is_a_value_that_its_own_rule_takes() -> None:
    seen = 0
    for path, item in description()["paths"].items():
        for parameter in item["get"]["parameters"]:
            schema = parameter["schema"]
            if "default" not in schema:
                continue
            default, seen = schema["default"], seen + 1
            assert re.search(schema.get("pattern", ""), str(default)), (path, parameter["name"])
            assert "enum" not in schema or default in schema["enum"], (path, parameter["name"])
    assert seen > 10


def test_a_client_that_sends_the_defaults_is_answered(index: Any) -> None:
    for path, item in description()["paths"].items():
        given = {
            one["name"]: one["schema"]["default"] for one in item["get"]["parameters"] if "default" in one["schema"]
        }
        if "{" not in path:
            assert (
                Client().get(path, {name: value for name, value in given.items() if value is not None}).status_code
                == 200
            )


def test_errors_are_described() -> None:
    for path, item in description()["paths"].items():
        described = item["get"]["responses"]
        assert {"200", "422", "429", "503"} <= set(described), path
        assert ("404" in described) == ("{" in path), path
        assert all(described[code]["description"] for code in described)


@pytest.mark.parametrize("address", ["/api/v1/cases", "/api/v1/search?q=bus", "/api/v1/openapi.json"])
def test_head_says_what_get_says_without_the_body(address: str, index: Any) -> None:
    head, get = Client().head(address), Client().get(address)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["Content-Type"] == get.headers["Content-Type"]
    assert head.headers.get("ETag") == get.headers.get("ETag")
    assert Client().head("/api/v1/cases/ZZZ-9999").status_code == 404
    assert Client().post("/api/v1/cases").status_code == 405


@pytest.mark.parametrize(
    "path", ["cases", "cases?size=100&lang=en", "cities", "cities/tehran", "topics", "search?q=bus"]
)
def test_what_has_not_changed_is_not_sent_again(path: str, index: Any) -> None:
    client = Client()
    first = client.get(f"/api/v1/{path}")
    tag = first.headers["ETag"]
    assert tag.startswith('W/"')
    for known in (tag, tag.removeprefix("W/"), f'"another", {tag}', "*"):
        again = client.get(f"/api/v1/{path}", headers={"If-None-Match": known})
        assert (again.status_code, again.content) == (304, b""), known
        assert again.headers["ETag"] == tag
    assert client.get(f"/api/v1/{path}", headers={"If-None-Match": '"another"'}).status_code == 200


def test_errors_have_no_tag() -> None:
    assert "ETag" not in Client().get("/api/v1/cases/XXX-9999").headers


def test_an_unknown_address_is_answered_as_json() -> None:
    for path in ("/api/v1/", "/api/v1/nothing", "/api/v2/cases"):
        answer = Client().get(path)
        assert answer.status_code == 404 and answer.json()["detail"], path


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_asked_is_answered_as_described(index: Any, data: st.DataObject) -> None:
    """Any parameters, known and unknown, get a status and JSON that the description names."""
    described = description()
    path, item = data.draw(st.sampled_from(sorted(described["paths"].items())), label="path")
    values = st.one_of(st.text(max_size=60), st.integers().map(str), st.sampled_from(["", "fa", "en", "tehran", "-1"]))
    named = [one["name"] for one in item["get"]["parameters"] if one["in"] == "query"]
    given = data.draw(st.dictionaries(st.sampled_from([*named, "unknown"]), values, max_size=5), label="parameters")
    for one in re.findall(r"{(\w+)}", path):
        part = data.draw(st.one_of(st.sampled_from(["AMM-0001", "tehran"]), st.text("aZ0-_.پ", min_size=1)), label=one)
        path = path.replace(f"{{{one}}}", quote(part, safe=""))
    answer = Client(raise_request_exception=False).get(path, given)
    assert str(answer.status_code) in item["get"]["responses"] or answer.status_code == 404, (path, given)
    assert answer.headers["Content-Type"].startswith("application/json")
    assert answer.status_code == 200 or set(answer.json()) == {"detail"}
