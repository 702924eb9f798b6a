"""An author enters figures as part of a draft: they are stored with it, and nobody sees them before publication."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from cases.models import Case, CaseStudyPage, City, Indicator, ProposedFigures, Unit
from cases.permissions import Role
from cases.selectors.deciders import who_can_decide
from cases.services.cities import save_city
from tests.cases.reviewing import act, submit
from tests.cases.roles import browser_of, person
from tests.form_fields import fields

from .test_writing import add_url, data

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]


@pytest.fixture
def city() -> City:
    return save_city(City(names={"en": "Tehran", "fa": "تهران"}, country="IR"))


@pytest.fixture
def unit() -> Unit:
    return Unit.objects.create(code="db-a", label={"en": "dB(A)", "fa": "دسی‌بل"})


@pytest.fixture
def author() -> Client:
    return browser_of(person(Role.AUTHOR, "ava", "fa"))


def typed(unit: Unit, *cells: str, years: Any = ("۱۴۰۱", "2023"), name: str = "Noise") -> dict[str, str]:
    places = {f"figures-years-{at}": year for at, year in enumerate(years)}
    values = {f"figures-0-cell-{at}": cell for at, cell in enumerate(cells)}
    row = {"figures-0-name-en": name, "figures-0-unit": str(unit.pk), "figures-0-direction": "down"}
    return {"figures-opened": "", "figures-0-kind": "reported", **places, **row, **values}


def stored() -> dict[str, dict[str, str]]:
    return {
        row.name["en"]: {str(p.known or p.date.year): f"{p.value.normalize():f}" for p in row.measurements.all()}
        for row in Indicator.objects.order_by("sort_order")
    }


def test_figures_come_with_the_first_save_and_are_changed_with_the_next(author: Client, city: City, unit: Unit) -> None:
    address = author.post(add_url(), data(city, **typed(unit, "۶۴٫۵", "60")))["Location"]
    assert stored() == {"Noise": {"1401": "64.5", "2023": "60"}}
    page = author.get(address)
    again = fields(page)
    assert [again["figures-years-0"], again["figures-0-cell-0"]] == ["۱۴۰۱", "۶۴٫۵"]
    key = Indicator.objects.get().pk
    author.post(address, again | {"figures-0-cell-1": "۶۱", "figures-0-source": ""})
    assert stored() == {"Noise": {"1401": "64.5", "2023": "61"}} and Indicator.objects.get().pk == key
    assert {point.kind for point in Indicator.objects.get().measurements.all()} == {"reported"}
    author.post(address, fields(author.get(address)) | {"figures-0-remove": "on"})
    assert not Indicator.objects.exists()


def test_a_table_is_pasted_without_a_script(author: Client, city: City, unit: Unit) -> None:
    pasted = {"figures-opened": "", "figures-paste": "\tدسی‌بل\t۱۴۰۰\t۱۴۰۱\nNoise\tdB(A)\t۶۴\tx\nDust\tbushel\t1\t2\n"}
    address = author.post(add_url(), data(city, **pasted))["Location"]
    assert stored() == {"Noise": {"1400": "64"}}
    response = author.get(address)
    html = BeautifulSoup(response.content, "html.parser")
    wrong = {str(tag["name"]): tag.get("value") for tag in html.select(".figures-grid [aria-invalid=true]")}
    assert wrong == {"figures-0-cell-1": "x", "figures-1-unit": None}
    for tag in html.select(".figures-grid [aria-invalid=true]"):
        assert html.select_one(f"#{tag['aria-describedby']}") is not None
    assert fields(response)["figures-1-unit"] == "bushel" and fields(response)["figures-paste"] == ""
    author.post(address, fields(response) | {"figures-0-cell-1": "65", "figures-1-unit": str(unit.pk)})
    assert stored() == {"Noise": {"1400": "64", "1401": "65"}, "Dust": {"1400": "1", "1401": "2"}}
    assert not BeautifulSoup(author.get(address).content, "html.parser").select(".figures-grid [aria-invalid=true]")


def test_what_is_wrong_keeps_a_text_from_being_submitted(author: Client, city: City, unit: Unit) -> None:
    address = author.post(add_url(), data(city, **typed(unit, "64", "60")))["Location"]
    refused = author.post(address, fields(author.get(address)) | {"figures-0-cell-0": "?", "action-submit": "1"})
    assert refused.status_code == 200 and fields(refused)["figures-0-cell-0"] == "?"
    assert stored() == {"Noise": {"1401": "64", "2023": "60"}}


def test_another_author_changes_nothing(author: Client, city: City, unit: Unit) -> None:
    address = author.post(add_url(), data(city, **typed(unit, "64", "60")))["Location"]
    sent = fields(author.get(address))
    other = browser_of(person(Role.AUTHOR, "other"))
    other.post(address, sent | {"figures-0-cell-0": "1"})
    assert stored() == {"Noise": {"1401": "64", "2023": "60"}}


def test_two_at_once_in_the_form_and_in_the_figures(author: Client, city: City, unit: Unit) -> None:
    address = author.post(add_url(), data(city, **typed(unit, "64", "60")))["Location"]
    sent = fields(author.get(address))
    editor = browser_of(person(Role.EDITOR))
    url = f"/admin/case/edit/{Case.objects.get().pk}/"
    editor.post(url, fields(editor.get(url)) | {"indicators-0-measurements-0-value": "70"})
    assert stored()["Noise"]["1401"] == "70"
    author.post(address, sent | {"figures-0-cell-0": "80"})
    assert stored()["Noise"]["1401"] == "70"
    page = author.get(address)
    box = BeautifulSoup(page.content, "html.parser").select_one("[name=figures-over]")
    assert box is not None and fields(page)["figures-0-cell-0"] == "80"
    author.post(address, fields(page) | {"figures-over": str(box["value"])})
    assert stored()["Noise"]["1401"] == "80"


def test_a_preview_writes_nothing(author: Client, city: City, unit: Unit) -> None:
    address = author.post(add_url(), data(city, **typed(unit, "64", "60")))["Location"]
    sent = fields(author.get(address)) | {"figures-0-cell-0": "99"}
    preview = address.replace("/edit/", "/edit/preview/")
    author.post(preview, sent)
    assert stored()["Noise"]["1401"] == "64"


def test_a_preview_shows_figures_as_they_are_typed_and_says_so(author: Client, city: City, unit: Unit) -> None:
    address = author.post(add_url(), data(city, **typed(unit, "64", "60")))["Location"]
    preview, sent = address.replace("/edit/", "/edit/preview/"), fields(author.get(address))
    assert author.post(preview, sent).json()["is_available"]
    html = author.get(preview).content.decode()
    assert "60" in html and "draft-figures" not in html, "stored as they are typed"
    author.post(preview, sent | {"figures-0-cell-0": "5432"})
    shown = BeautifulSoup(author.get(preview).content, "html.parser")
    figures = shown.select_one("#figures")
    assert figures is not None and "5,432" in figures.text and "not saved yet" in figures.text
    assert "64" not in figures.text and stored()["Noise"]["1401"] == "64"


def test_a_public_case_has_no_grid_and_takes_no_figures_from_the_page(author: Client, city: City, unit: Unit) -> None:
    address = author.post(add_url(), data(city, **typed(unit, "64", "60")))["Location"]
    sent = fields(author.get(address))
    CaseStudyPage.objects.update(live=True, first_published_at=timezone.now())
    page = author.get(address)
    assert "figures-0-cell-0" not in fields(page) and "Noise" in page.content.decode()
    author.post(address, sent | {"figures-0-cell-0": "99"})
    assert stored()["Noise"]["1401"] == "64" and not ProposedFigures.objects.exists()


def test_who_changed_the_figures_of_a_draft_does_not_approve_it(
    page: CaseStudyPage, starter_records: list[dict[str, Any]]
) -> None:
    publisher = person(Role.PUBLISHER)
    url = f"/admin/case/edit/{page.case_id}/"
    browser = browser_of(publisher)
    sent = fields(browser.get(url))
    browser.post(url, sent | {"indicators-0-measurements-0-value": "77"})
    submit(page, person(Role.AUTHOR))
    fresh = CaseStudyPage.objects.get(pk=page.pk)
    assert not fresh.current_workflow_task.get_actions(fresh, publisher)
    assert publisher not in who_can_decide(fresh.current_workflow_task_state)
    desk = browser.get("/admin/cases/desk/to-decide/").content.decode()
    assert page.title not in desk
    editor = person(Role.EDITOR)
    assert page.title in browser_of(editor).get("/admin/cases/desk/to-decide/").content.decode()
    act(fresh, browser_of(editor))


def test_a_new_case_is_previewed_before_it_has_a_language(author: Client) -> None:
    assert author.get(f"{add_url()}preview/").status_code == 200
