"""Two people write on one page without any script: neither overwrites the other unawares."""

import itertools
import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.test import Client

from cases.models import CaseIndexPage, CaseStudyPage, City
from cases.permissions import Role
from cases.services.cities import save_city
from cases.services.imports.cases import ImportOptions, import_cases
from home.models import HomePage, PlainPage
from tests.cases.roles import browser_of, person
from tests.conftest import as_file
from tests.form_fields import fields as whole

from .test_writing import add_url, data

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]
NAMES = ("loaded_revision_id", "loaded_revision_created_at")


@pytest.fixture
def city() -> City:
    return save_city(City(names={"en": "Tehran", "fa": "تهران"}, country="IR"))


@pytest.fixture
def first(city: City) -> Client:
    """Who began the page and writes on it."""
    client = browser_of(person(Role.EDITOR, "mina"))
    client.post(add_url(), data(city))
    return client


def url() -> str:
    return f"/admin/pages/{CaseStudyPage.objects.get().pk}/edit/"


def carried(response: Any) -> dict[str, str]:
    """What a browser would send of the version the form was opened with: of two fields of one name, the server reads
    the last."""
    form = BeautifulSoup(response.content, "html.parser").select_one("#page-edit-form")
    assert form is not None
    return {str(field["name"]): str(field["value"]) for field in form.select("input") if field.get("name") in NAMES}


def challenge() -> str:
    return str(CaseStudyPage.objects.get().get_latest_revision_as_object().challenge)


@pytest.mark.parametrize(
    ("language", "told", "button"),
    [
        ("en", "mina saved this page after you opened it", "Save my version over theirs"),
        ("fa", "mina پس از آنکه شما این صفحه را باز کردید", "نوشتهٔ من جای آن را بگیرد"),
    ],
)
def test_the_second_is_refused_then_saves_over_it_knowingly(
    first: Client, city: City, language: str, told: str, button: str
) -> None:
    second = browser_of(person(Role.PUBLISHER, "reza", language))
    mine, theirs = carried(first.get(url())), carried(second.get(url()))
    assert set(theirs) == set(NAMES)
    assert first.post(url(), data(city, challenge="First.", **mine)).status_code == 302

    refused = second.post(url(), data(city, challenge="Second.", **theirs))
    html = refused.content.decode()
    assert refused.status_code == 200 and told in html and button in html and "Second." in html
    assert challenge() == "First."
    shown = BeautifulSoup(html, "html.parser").select_one(".newer-version")
    assert shown is not None
    assert second.get(str(shown.select("a")[0]["href"])).status_code == 200  # what was changed meanwhile

    # Pressing "save" again is not enough: the form still stands on the version it was opened with.
    assert carried(refused) == theirs
    assert second.post(url(), data(city, challenge="Second.", **carried(refused))).status_code == 200
    assert challenge() == "First."

    over = str(shown.select_one("button")["value"])  # type: ignore[index]
    again = carried(first.get(url()))
    assert first.post(url(), data(city, challenge="First, again.", **again)).status_code == 302
    assert (
        second.post(url(), data(city, challenge="Second.", save_over=over, **theirs)).status_code == 200
    )  # newer still
    over = str(CaseStudyPage.objects.get().latest_revision_id)
    assert second.post(url(), data(city, challenge="Second.", save_over=over, **theirs)).status_code == 302
    assert challenge() == "Second."
    texts = [revision.content["challenge"] for revision in CaseStudyPage.objects.get().revisions.order_by("pk")]
    assert texts[-3:] == ["First.", "First, again.", "Second."]


def test_a_browser_without_script_sends_no_streams_and_loses_none(first: Client, city: City) -> None:
    source = {"key": "s1", "title": "Report", "url": "https://example.org/", "seen": False}
    page = CaseStudyPage.objects.get().get_latest_revision_as_object()
    page.sources = json.dumps([{"type": "source", "value": source}])
    page.save_revision(user=User.objects.get(username="mina"), clean=False)
    sent = {name: value for name, value in data(city, challenge="Typed.").items() if not name.endswith("-count")}
    assert first.post(url(), {**sent, **carried(first.get(url()))}).status_code == 302
    draft = CaseStudyPage.objects.get().get_latest_revision_as_object()
    assert draft.challenge == "Typed." and [block.value["key"] for block in draft.sources] == ["s1"]


def test_streams_that_are_not_sent_are_still_asked_for(city: City) -> None:
    sent = {name: value for name, value in data(city).items() if not name.endswith("-count")}
    response = browser_of(person(Role.SUPERUSER)).post(add_url(), {**sent, "action-publish": "1"})
    assert response.status_code == 200 and "sources" in response.context["form"].errors


@pytest.mark.parametrize("action", ["action-publish", "action-submit"])
def test_what_was_changed_meanwhile_is_neither_published_nor_submitted(first: Client, city: City, action: str) -> None:
    second = browser_of(person(Role.SUPERUSER, "reza"))
    theirs = carried(second.get(url()))
    first.post(url(), data(city, challenge="First.", **carried(first.get(url()))))
    refused = second.post(url(), data(city, challenge="Second.", **theirs, **{action: "1"}))
    assert "mina saved this page" in refused.content.decode()
    assert challenge() == "First." and not CaseStudyPage.objects.get().live


def test_ones_own_newer_version_and_a_form_that_carries_nothing_are_saved(first: Client, city: City) -> None:
    mine = carried(first.get(url()))
    for text, sent in itertools.product(("One.", "Two."), (mine, {})):
        assert first.post(url(), data(city, challenge=text, **sent)).status_code == 302
        assert challenge() == text


@pytest.mark.parametrize("sent", [("x", "y"), ("9" * 40, "2020-01-01T00:00:00+00:00"), ("1", "2020-01-01T00:00:00"),
                                  ("1", "\0"), ("-1", "9999-99-99")])  # fmt: skip
def test_nonsense_is_no_error(first: Client, city: City, sent: tuple[str, str]) -> None:
    assert first.post(url(), data(city, **dict(zip(NAMES, sent, strict=True)))).status_code == 302


def test_facts_that_came_from_another_language_are_not_overwritten(first: Client, city: City) -> None:
    mine = carried(first.get(url()))
    draft = CaseStudyPage.objects.get().get_latest_revision_as_object()
    draft.status = "scaled"
    draft.save_revision(clean=False)  # by nobody, as the site does
    refused = first.post(url(), data(city, **mine))
    assert "came from another language" in refused.content.decode()
    assert CaseStudyPage.objects.get().get_latest_revision_as_object().status == "scaled"


@pytest.fixture
def imported(city: City, starter_records: list[dict[str, Any]]) -> str:
    """Address of the form of a page that was imported and so has no version."""
    import_cases(as_file(starter_records[:1]), ImportOptions())
    page = CaseStudyPage.objects.get(locale__language_code="en")
    assert page.latest_revision is None
    return f"/admin/pages/{page.pk}/edit/"


def written() -> str:
    page = CaseStudyPage.objects.get(locale__language_code="en")
    return str(page.get_latest_revision_as_object().challenge)


def test_the_first_two_autosaves_of_an_imported_page(imported: str) -> None:
    first, second = (browser_of(person(Role.SUPERUSER, name)) for name in ("mina", "sam"))
    forms = [whole(client.get(imported)) for client in (first, second)]
    assert all(not form.get("loaded_revision_id") for form in forms)
    saved = first.post(imported, forms[0] | {"challenge": "of the first"}, headers={"Accept": "application/json"})
    assert saved.status_code == 200 and saved.json()["success"]
    refused = second.post(imported, forms[1] | {"challenge": "of the second"}, headers={"Accept": "application/json"})
    assert (refused.status_code, refused.json()["error_code"]) == (400, "invalid_revision")
    assert written() == "of the first"
    again = first.post(
        imported,
        forms[0] | {"challenge": "more of the first", "overwrite_revision_id": saved.json()["revision_id"]},
        headers={"Accept": "application/json"},
    )
    assert again.json()["success"], "the first writes on"


def test_an_imported_page_without_a_script(imported: str) -> None:
    first, second = (browser_of(person(Role.SUPERUSER, name)) for name in ("mina", "sam"))
    forms = [whole(client.get(imported)) for client in (first, second)]
    first.post(imported, forms[0] | {"challenge": "of the first"})
    refused = second.post(imported, forms[1] | {"challenge": "of the second"})
    assert written() == "of the first"
    assert "mina saved this page after you opened it" in refused.content.decode()
    assert "of the second" in refused.content.decode()
    button = BeautifulSoup(refused.content, "html.parser").select_one("button[name=save_over]")
    assert button is not None
    again = whole(refused) | {"challenge": "of the second", "save_over": str(button["value"])}
    second.post(imported, again)
    assert written() == "of the second"


@pytest.mark.parametrize("model", [HomePage, PlainPage, CaseIndexPage])
def test_other_pages_are_guarded_as_well(model: Any) -> None:
    first, second = (browser_of(person(Role.SUPERUSER, name)) for name in ("mina", "sam"))
    page = model.objects.filter(locale__language_code="en").first()
    url = f"/admin/pages/{page.pk}/edit/"
    forms = [whole(client.get(url)) for client in (first, second)]
    first.post(url, forms[0] | {"title": "Of the first"})
    refused = second.post(url, forms[1] | {"title": "Of the second"})
    assert "mina saved this page after you opened it" in refused.content.decode()
    assert model.objects.get(pk=page.pk).get_latest_revision_as_object().title == "Of the first"
