"""Language of a reader: the one of the address, else the one chosen before, else the browser's."""

import re

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter", "index")]


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("tr,de;q=0.8", "en"),  # neither is a language of the site
        ("tr", "en"),
        ("tr,ar;q=0.5", "ar"),
        ("ar-EG,ar;q=0.9,en;q=0.8", "ar"),
        ("fa-IR", "fa"),
        ("en-GB,en;q=0.9", "en"),
        ("*", "fa"),
        ("", "fa"),
        (";;q=;,\x00", "fa"),
    ],
)
@pytest.mark.parametrize("address", ["/", "/c/THR-0001/"])
def test_a_browser_in_another_language_gets_english(address: str, accepted: str, language: str) -> None:
    answer = Client(headers={"accept-language": accepted} if accepted else None).get(address)
    assert answer.status_code == 302 and answer["Location"].startswith(f"/{language}/")


def test_a_choice_of_language_is_remembered() -> None:
    reader = Client(headers={"accept-language": "fa"})
    page = reader.get("/en/cities/", headers={"referer": "http://testserver/fa/cities/"})
    cookie = page.cookies["django_language"]
    assert cookie.value == "en" and cookie["max-age"] and cookie["httponly"] and cookie["samesite"] == "Lax"
    assert reader.get("/")["Location"] == "/en/"
    assert reader.get("/c/THR-0001/")["Location"].startswith("/en/cases/")
    assert reader.get("/none/")["Location"] == "/en/none/"


@pytest.mark.parametrize(
    "referer",
    [
        "",
        "http://testserver/en/",  # reads on in the same language
        "http://testserver/admin/",
        "http://elsewhere.example/fa/",  # a link on another site is nobody's choice
        "http://[",
    ],
)
def test_nothing_is_remembered_where_nobody_chose(referer: str) -> None:
    page = Client().get("/en/cities/", headers={"referer": referer})
    assert page.status_code == 200 and "django_language" not in page.cookies


def test_what_is_kept_for_everybody_carries_nobodys_choice() -> None:
    choosing = {"referer": "http://testserver/fa/topics/"}
    first = Client().get("/en/topics/", headers=choosing)
    assert "django_language" in first.cookies
    assert "django_language" not in Client().get("/en/topics/").cookies
    assert "django_language" in Client().get("/en/topics/", headers=choosing).cookies


@pytest.mark.parametrize(
    ("address", "default"),
    [
        ("/fa/", "/"),
        ("/ar/cities/tehran/", "/en/cities/tehran/"),
        ("/fa/cases/amman-bus-rapid-transit/", "/c/AMM-0001/"),
    ],
)
def test_other_languages_are_led_to_an_address_for_everybody(address: str, default: str) -> None:
    html = Client().get(address).content.decode()
    assert re.findall(r'hreflang="x-default" href="http://testserver([^"]+)"', html) == [default]
