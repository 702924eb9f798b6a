"""Writing in the admin: an unfinished draft is kept, publishing says what is missing, translations share facts."""

from typing import Any

import pytest
from django.test import Client

from cases.models import Case, CaseIndexPage, CaseStudyPage, City
from cases.permissions import Role
from cases.services.cities import save_city
from tests.cases.roles import browser_of, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]


@pytest.fixture
def client() -> Client:
    return browser_of(person(Role.EDITOR))


@pytest.fixture
def city() -> City:
    return save_city(City(names={"en": "Tehran", "fa": "تهران"}, country="IR"))


def data(city: City, **changes: Any) -> dict[str, Any]:
    empty = {f"{name}-count": "0" for name in ("partners", "documents", "sources", "gallery", "body")}
    return {"title": "A new case", "slug": "a-new-case", "city": city.pk, "status": "running", **empty, **changes}


def index_page(language: str) -> CaseIndexPage:
    return CaseIndexPage.objects.get(locale__language_code=language)


def add_url(language: str = "en") -> str:
    return f"/admin/pages/add/cases/casestudypage/{index_page(language).pk}/"


def test_an_unfinished_draft_is_kept_and_has_its_code(client: Client, city: City) -> None:
    response = client.post(add_url(), data(city))
    assert response.status_code == 302, response.context["form"].errors
    page = CaseStudyPage.objects.get()
    assert not page.live and page.case is not None and page.case.code == "THR-0001"
    assert client.get(f"/admin/pages/{page.pk}/edit/").status_code == 200
    assert Client().get("/c/THR-0001/", follow=True).status_code == 404


@pytest.mark.parametrize(("role", "action"), [(Role.EDITOR, "submit"), (Role.SUPERUSER, "publish")])
def test_submitting_and_publishing_say_what_is_missing_at_the_field(role: Role, action: str, city: City) -> None:
    client = browser_of(person(role))
    response = client.post(add_url(), data(city, challenge="Written already.", **{f"action-{action}": "1"}))
    assert response.status_code == 200
    missing = set(response.context["form"].errors)
    assert {"summary", "solution", "results", "limits", "lessons", "transfer", "topics"} <= missing
    assert "challenge" not in missing and "Written already." in response.content.decode()
    assert not CaseStudyPage.objects.exists() and not Case.objects.exists()


WRONG = [
    ({"started": "2020", "ended": "2010"}, "ended"),
    ({"cost_amount": "5"}, "cost_currency"),
    ({"cost_source": "s7"}, "cost_source"),
    ({"started": "20233"}, "started"),
    ({"cost_currency": "euro"}, "cost_currency"),
    ({"sdgs": ["99"]}, "sdgs"),
]


@pytest.mark.parametrize(("changes", "field"), [*WRONG, ({"city": ""}, "city")])
def test_contradictions_are_named_at_their_field(city: City, changes: dict[str, Any], field: str) -> None:
    submitted = data(city) | changes | {"action-submit": "1"}
    response = browser_of(person(Role.EDITOR)).post(add_url(), submitted)
    assert response.status_code == 200 and field in response.context["form"].errors
    assert not CaseStudyPage.objects.exists()


@pytest.mark.parametrize("language", ["fa", "en", "ar"])
def test_a_draft_is_previewed_in_its_own_language_even_before_it_is_saved(
    client: Client, city: City, language: str
) -> None:
    url = f"{add_url(language)}preview/"
    assert client.post(url, data(city, challenge="Something unfinished.")).json()["is_available"]
    shown = client.get(url).content.decode()
    assert f'lang="{language}"' in shown and "Something unfinished." in shown
    assert not CaseStudyPage.objects.exists()


def test_a_draft_needs_no_slug(client: Client, city: City) -> None:
    assert client.post(add_url("fa"), data(city, title="باغ بام", slug="")).status_code == 302
    assert CaseStudyPage.objects.get().slug == "باغ-بام"
