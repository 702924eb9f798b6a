"""A city that the list lacks is named in the form of a case: editors add it, authors ask; the code follows it."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from cases.models import Case, CaseStudyPage, City
from cases.permissions import Role
from cases.selectors.incomplete import missing_by_page
from cases.services import asked_cities
from cases.services.asked_cities import MOST_OPEN
from cases.services.cities import save_city
from tests.cases.roles import browser_of, person
from tests.cases.translating import page_in
from tests.form_fields import fields

from .test_writing import add_url, data

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]


@pytest.fixture
def tehran() -> City:
    return save_city(City(names={"en": "Tehran", "fa": "تهران"}, country="IR"))


def asked(role: Role, name: str, country: str = "ایران", language: str = "fa") -> Any:
    client = browser_of(person(role, language=language))
    return client.post("/admin/cases/city/", {"name": name, "country": country})


@pytest.mark.parametrize(("role", "is_confirmed"), [(Role.AUTHOR, False), (Role.EDITOR, True)])
def test_a_draft_is_saved_with_a_city_that_is_named(role: Role, is_confirmed: bool, tehran: City) -> None:
    client = browser_of(person(role, language="fa"))
    named = {"city": "", "new_city_name": "سنندج", "new_city_country": "ایران"}
    assert client.post(add_url("fa"), data(tehran) | named).status_code == 302
    page = CaseStudyPage.objects.get()
    assert page.city.names == {"fa": "سنندج", "en": "Sanandaj"} and page.city.is_confirmed is is_confirmed
    assert page.case is not None and page.case.code.startswith(page.city.code_prefix)
    assert ("city" in page.missing()) is not is_confirmed
    assert ("city" in missing_by_page(CaseStudyPage.objects.all())[page.pk]) is not is_confirmed


@pytest.mark.parametrize("name", ["تهران", "طهران", "TEHRAN", "Teheran", "تِهران"])
def test_a_city_that_is_known_by_the_name_is_taken(name: str, tehran: City) -> None:
    answer = asked(Role.AUTHOR, name, "IR")
    assert answer.json()["city"] == tehran.pk and City.objects.count() == 1
    assert "از پیش در فهرست هست" in answer.json()["said"]


@pytest.mark.parametrize(
    ("name", "country", "field"),
    [("", "IR", "name"), ("؟", "IR", "name"), ("x" * 101, "IR", "name"), ("یزد", "", "country"),
     ("یزد", "ناکجا", "country"), ("ی\0زد", "IR", "name")],
)  # fmt: skip
def test_what_is_no_city_is_said_at_its_field(name: str, country: str, field: str, tehran: City) -> None:
    answer = asked(Role.AUTHOR, name, country)
    assert answer.status_code == 422 and list(answer.json()["errors"]) == [field]
    client = browser_of(person(Role.EDITOR))
    named = {"city": "", "new_city_name": name, "new_city_country": country, "challenge": "Written."}
    response = client.post(add_url(), data(tehran) | named)
    assert response.status_code == 200 and "Written." in response.content.decode()
    if name:
        assert f"new_city_{field}" in response.context["form"].errors
    assert "city" in response.context["form"].errors and City.objects.count() == 1


def test_who_may_not_write_may_not_ask(tehran: City) -> None:
    assert asked(Role.TAXONOMY_KEEPER, "یزد").status_code == 302 and City.objects.count() == 1
    assert Client().post("/admin/cases/city/", {"name": "یزد", "country": "IR"}).status_code == 302


def test_an_asked_for_city_stops_publication_until_an_editor_saves_it(page: CaseStudyPage) -> None:
    page.city = City.objects.get(pk=asked(Role.AUTHOR, "Nowhereville", "US", "en").json()["city"])
    page.case.import_id = None
    page.case.save()
    page.save()
    page.save_revision()
    assert page.missing() == ["city"]
    editor = browser_of(person(Role.EDITOR))
    assert "That an editor confirms the city" in editor.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    form = editor.get(f"/admin/city/edit/{page.city_id}/")
    assert "An author asked for this city" in form.content.decode()
    mended = fields(form) | {"names_en": "Somewhere City"}
    assert editor.post(f"/admin/city/edit/{page.city_id}/", mended).status_code == 302
    page = page_in("en")
    assert (page.city.slug, page.city.is_confirmed, page.missing()) == ("somewhere-city", True, [])
    assert page.case is not None and page.case.code == f"{page.city.code_prefix}-0001"


def test_the_code_follows_the_city_until_the_first_publication(tehran: City) -> None:
    client = browser_of(person(Role.EDITOR))
    shiraz = save_city(City(names={"en": "Shiraz"}, country="IR"))
    address = client.post(add_url(), data(tehran))["Location"]
    assert Case.objects.get().code == "THR-0001"
    client.post(address, data(shiraz))
    assert Case.objects.get().code == f"{shiraz.code_prefix}-0001"
    shiraz.code_prefix = "SHZ"
    save_city(shiraz)
    assert Case.objects.get().code == "SHZ-0001"
    CaseStudyPage.objects.update(first_published_at="2026-01-01T00:00Z")
    client.post(address, data(tehran))
    assert Case.objects.get().code == "SHZ-0001", "readers know it"


def test_an_author_asks_for_as_many_as_can_wait(tehran: City) -> None:
    browser = browser_of(person(Role.AUTHOR, language="en"))
    names = [f"Newtown {letter}" for letter in "abcdefghijklm"]
    answers = [browser.post("/admin/cases/city/", {"name": name, "country": "IR"}) for name in names]
    assert [answer.status_code for answer in answers] == [200] * MOST_OPEN + [422] * 3
    assert "10 cities" in answers[-1].json()["errors"]["name"][0]
    assert City.objects.filter(is_confirmed=False).count() == MOST_OPEN
    known = browser.post("/admin/cases/city/", {"name": "Tehran", "country": "IR"})
    assert known.status_code == 200, "one that is there can be chosen"
    City.objects.filter(names__en=names[0]).update(is_confirmed=True)
    assert browser.post("/admin/cases/city/", {"name": names[-1], "country": "IR"}).status_code == 200
    other = browser_of(person(Role.AUTHOR, "other", language="en"))
    assert other.post("/admin/cases/city/", {"name": names[-2], "country": "IR"}).status_code == 200


def test_two_who_name_a_city_in_the_same_moment_get_one(tehran: City, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second looked before the first had written: the database says so, and the city of the first is taken."""
    user = person(Role.AUTHOR)
    first = asked_cities.city_named("سنندج", "IR", "fa", user)
    monkeypatch.setattr(asked_cities, "_known_by", lambda key, country: None)
    assert asked_cities.city_named("Sanandaj", "IR", "en", person(Role.EDITOR)) == first
    with pytest.raises(IntegrityError), transaction.atomic():
        City.objects.create(slug="s", code_prefix="SSS", names={"en": "S"}, country="IR", named_as=first.named_as)
    assert City.objects.filter(named_as=first.named_as).count() == 1
