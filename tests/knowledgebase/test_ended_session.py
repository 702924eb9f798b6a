"""A session that ends while somebody writes: the save asks for the password, and then saves what was typed."""

from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cases.models import CaseIndexPage, CaseStudyPage, City
from cases.permissions import Role
from cases.services.cities import save_city
from knowledgebase import throttle
from knowledgebase.ended_session import COOKIE, FIELDS
from tests.cases.roles import person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]
LONG = 'نخستین بند\nبند دوم با «گیومه» و <نشانه> & "نقل‌قول" ' * 1500  # larger than strangers may send
TITLES = {"fa": "دوباره وارد شوید", "en": "Log in again", "ar": "سجّلوا الدخول من جديد"}


class Form(HTMLParser):
    """The address and the fields of the first form of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.action, self.fields = "", {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        given = dict(attrs)
        if tag == "form":
            self.action = given["action"]
        if tag == "input" and given.get("type") == "hidden":
            self.fields.setdefault(given["name"], []).append(given.get("value", ""))


def ended(client: Client) -> Client:
    """The browser after its session ended; what else it keeps stays."""
    del client.cookies["sessionid"]
    return client


@pytest.fixture
def city() -> City:
    return save_city(City(names={"en": "Tehran", "fa": "تهران"}, country="IR"))


def begin(city: City, language: str = "fa", **options: Any) -> tuple[Client, str, dict[str, Any]]:
    """An author with the form of a new case open, its address, and what they typed."""
    client = Client(**options)
    client.force_login(person(Role.AUTHOR, language=language))
    address = f"/admin/pages/add/cases/casestudypage/{CaseIndexPage.objects.get(locale__language_code='fa').pk}/"
    assert client.get(address).status_code == 200
    streams = {f"{name}-count": "0" for name in ("partners", "documents", "sources", "gallery", "body")}
    return client, address, {"title": "باغ بام", "city": city.pk, "status": "running", "challenge": LONG, **streams}


def credentials(password: str = "x") -> dict[str, str]:
    return {FIELDS["username"]: "author", FIELDS["password"]: password}


@pytest.mark.parametrize("language", TITLES)
def test_what_was_typed_is_saved_by_the_log_in_that_the_save_is_answered_with(city: City, language: str) -> None:
    client, address, typed = begin(city, language)
    answer = ended(client).post(address, typed)
    assert answer.status_code == 403 and TITLES[language] in answer.content.decode()
    form = Form(answer.content.decode())
    assert not CaseStudyPage.objects.exists()
    wrong = client.post(form.action, form.fields | credentials("wrong"))
    assert wrong.status_code == 403 and not CaseStudyPage.objects.exists()
    form = Form(wrong.content.decode())
    assert set(form.fields) == {"csrfmiddlewaretoken", *typed}, "typed once each, and no password"
    assert client.post(form.action, form.fields | credentials()).status_code == 302
    page = CaseStudyPage.objects.get()
    assert page.challenge.replace("\r\n", "\n") == LONG.strip() and page.owner.username == "author"


def test_a_save_by_itself_is_told_what_to_do_in_the_persons_language(city: City) -> None:
    client, address, typed = begin(city)
    answer = ended(client).post(address, typed, headers={"Accept": "application/json"})
    told = answer.json()
    assert answer.status_code == 403 and told["success"] is False and "نوشته‌تان" in told["error_message"]
    assert answer["Content-Type"] == "application/json"


def test_whoever_logged_in_again_elsewhere_sends_it_once_more(city: City) -> None:
    client, address, typed = begin(city, enforce_csrf_checks=True)
    stale = {**typed, "csrfmiddlewaretoken": "a" * 64}
    foreign = client.post(address, stale, headers={"Origin": "https://elsewhere.example"})
    assert foreign.status_code == 403 and "باغ بام" not in foreign.content.decode(), "nothing for another site"
    answer = client.post(address, stale, headers={"Origin": "http://testserver"})
    form = Form(answer.content.decode())
    assert answer.status_code == 403 and "password" not in answer.content.decode()
    assert client.post(form.action, form.fields, headers={"Origin": "http://testserver"}).status_code == 302
    assert CaseStudyPage.objects.get().title == "باغ بام"


def test_another_person_saves_no_more_than_they_may(city: City) -> None:
    client, address, typed = begin(city)
    person(Role.TAXONOMY_KEEPER)
    form = Form(ended(client).post(address, typed).content.decode())
    other = {FIELDS["username"]: "taxonomy-keeper", FIELDS["password"]: "x"}
    assert client.post(form.action, form.fields | other)["Location"] == "/admin/"
    assert not CaseStudyPage.objects.exists()


def test_strangers_are_led_to_the_log_in_and_may_send_little(city: City) -> None:
    _client, address, typed = begin(city)
    stranger = Client()
    assert stranger.post(address, {"title": "x"})["Location"].startswith("/admin/login/")
    assert stranger.post(address, typed).status_code == 413
    assert stranger.post(f"{address}?log_in_again=1", credentials())["Location"].startswith("/admin/login/")
    stranger.cookies[COOKIE] = "fa:1uTXmI:made-up"
    assert stranger.post(address, typed).status_code == 413


def test_no_password_is_echoed_and_nothing_of_it_is_kept(city: City) -> None:
    client, address, typed = begin(city)
    answer = ended(client).post(address, typed | {"password-new_password1": "Sesame-9731"})
    assert answer.status_code == 403 and "no-store" in answer["Cache-Control"]
    assert LONG.split()[0] in answer.content.decode() and "Sesame-9731" not in answer.content.decode()
    form = Form(answer.content.decode())
    client.post(form.action, form.fields | credentials())
    assert client.session.get_expire_at_browser_close()


def test_a_chosen_file_is_said_to_be_gone(city: City) -> None:
    client, _address, _typed = begin(city, "en")
    sent = {"title": "A garden", "file": SimpleUploadedFile("a.jpg", b"x")}
    answer = ended(client).post("/admin/images/add/", sent).content.decode()
    assert "A file that you had chosen has to be chosen again." in answer and 'value="A garden"' in answer


def test_passwords_are_not_tried_by_the_thousand(city: City, settings: Any, tmp_path: Path) -> None:
    client, address, _typed = begin(city)
    settings.THROTTLE, settings.DATA_DIR, settings.THROTTLE_LOG_INS = True, tmp_path, 3
    throttle._allowances.cache_clear()
    ended(client)
    tried = [client.post(f"{address}?log_in_again=1", credentials("wrong")).status_code for _number in range(5)]
    throttle._allowances.cache_clear()
    assert tried == [403, 403, 403, 429, 429]
