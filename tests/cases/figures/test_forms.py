"""Two people at the figures of a public case, by the forms that they use."""

from decimal import Decimal
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from cases.models import Case
from cases.selectors.figures import open_proposal
from tests.cases.roles import browser_of
from tests.form_fields import fields

from .writing import propose, public_value

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def browsers(people: dict[str, User]) -> dict[str, Client]:
    return {name: browser_of(user) for name, user in people.items()}


def text(response: Any) -> str:
    found = BeautifulSoup(response.content, "html.parser").select_one("main")
    assert found is not None
    return " ".join(found.get_text(" ").split())


def change(browser: Client, case: Case, value: str) -> Any:
    url = reverse("case:edit", args=[case.pk])
    sent = fields(browser.get(url))
    name = "indicators-0-measurements-0-value"
    assert sent[name]
    return browser.post(url, sent | {name: value}, follow=True)


def decide(browser: Client, case: Case, decision: str, **posted: str) -> Any:
    url = reverse("case_figures", args=[case.pk])
    page = BeautifulSoup(browser.get(url).content, "html.parser")
    seen = page.select_one("input[name=seen]")
    assert seen is not None
    return browser.post(url, {"decision": decision, "seen": str(seen["value"]), **posted}, follow=True)


def test_from_the_form_to_the_second_person_and_the_public_page(public_case: Case, browsers: dict[str, Client]) -> None:
    before = public_value(public_case)
    page = public_case.pages.get(locale__language_code="en")
    anyone = Client()
    saved = change(browsers["editor"], public_case, "۷۷٫۲۵")
    assert "wait for a second person" in text(saved) and "somebody else decides" in text(saved)
    assert 'value="approve"' not in saved.content.decode()
    assert public_value(public_case) == before and "77.25" not in anyone.get(page.get_url()).content.decode()
    assert "77.25" not in anyone.get(f"/api/v1/cases/{public_case.code}").content.decode()
    form = browsers["publisher"].get(reverse("case:edit", args=[public_case.pk]))
    assert fields(form)["indicators-0-measurements-0-value"] == "77.25" and "wait for a second person" in text(form)
    desk = browsers["publisher"].get("/admin/").content.decode()
    assert reverse("case_figures", args=[public_case.pk]) in desk and "figures changed by" in desk
    assert reverse("case_figures", args=[public_case.pk]) not in browsers["editor"].get("/admin/").content.decode()
    shown = text(browsers["publisher"].get(reverse("case_figures", args=[public_case.pk])))
    assert f"{Decimal(before):,f}" in shown and "77.25" in shown and "mina" in shown
    assert "readers see them now" in text(decide(browsers["publisher"], public_case, "approve"))
    assert public_value(public_case) == "77.25" and "77.25" in anyone.get(page.get_url()).content.decode()


def test_given_back_with_a_remark_that_stands_in_front_of_the_writer(
    public_case: Case, browsers: dict[str, Client]
) -> None:
    change(browsers["editor"], public_case, "77")
    refused = decide(browsers["publisher"], public_case, "return")
    assert "Write what should be changed." in text(refused)
    assert open_proposal(public_case).state == "waiting"  # type: ignore[union-attr]
    decide(browsers["publisher"], public_case, "return", remark="<b>Thousands</b>?")
    for place in (reverse("case:edit", args=[public_case.pk]), "/admin/"):
        assert "&lt;b&gt;Thousands&lt;/b&gt;?" in browsers["editor"].get(place).content.decode(), place
    assert "Thousands" not in browsers["publisher"].get("/admin/").content.decode()
    change(browsers["editor"], public_case, "77000")
    decide(browsers["publisher"], public_case, "approve")
    assert public_value(public_case) == "77000"


def test_a_forged_decision_is_refused(public_case: Case, browsers: dict[str, Client]) -> None:
    before = public_value(public_case)
    change(browsers["editor"], public_case, "77")
    url = reverse("case_figures", args=[public_case.pk])
    assert b"decision" in browsers["editor"].get(url).content
    seen = BeautifulSoup(browsers["editor"].get(url).content, "html.parser").select_one("input[name=seen]")
    assert seen is not None
    for name in ("editor", "author", "keeper"):
        browsers[name].post(url, {"decision": "approve", "seen": str(seen["value"])})
    assert public_value(public_case) == before
    stale = browsers["publisher"].post(url, {"decision": "approve", "seen": "0" * 64}, follow=True)
    assert "Nothing was done" in text(stale) or "Nothing was done" in stale.content.decode()
    assert public_value(public_case) == before


def test_the_second_writer_does_not_overwrite_the_first(
    public_case: Case, browsers: dict[str, Client], people: dict[str, User]
) -> None:
    url = reverse("case:edit", args=[public_case.pk])
    opened = fields(browsers["other"].get(url))
    propose(public_case, people["editor"], "77")
    refused = browsers["other"].post(url, opened | {"indicators-0-measurements-0-value": "99"})
    assert "newer-version" in refused.content.decode()
    assert open_proposal(public_case).figures[0]["measurements"][0]["value"] == "77"  # type: ignore[union-attr]
    assert {user.username for user in open_proposal(public_case).writers.all()} == {"mina"}  # type: ignore[union-attr]


def test_saving_the_rest_of_the_form_makes_nobody_a_writer(
    public_case: Case, browsers: dict[str, Client], people: dict[str, User]
) -> None:
    propose(public_case, people["editor"], "77")
    url = reverse("case:edit", args=[public_case.pk])
    assert browsers["publisher"].post(url, fields(browsers["publisher"].get(url)) | {"editor_note": "Ask."})
    assert Case.objects.get().editor_note == "Ask."
    decide(browsers["publisher"], public_case, "approve")
    assert public_value(public_case) == "77"


def test_a_new_series_and_a_removed_one_wait_as_well(public_case: Case, browsers: dict[str, Client]) -> None:
    url = reverse("case:edit", args=[public_case.pk])
    sent = fields(browsers["editor"].get(url))
    count = int(sent["indicators-TOTAL_FORMS"])
    new = {
        "indicators-TOTAL_FORMS": count + 1, f"indicators-{count}-name_en": "Noise", f"indicators-{count}-id": "",
        f"indicators-{count}-unit": sent["indicators-0-unit"], f"indicators-{count}-direction": "down",
        f"indicators-{count}-ORDER": count + 1, f"indicators-{count}-measurements-TOTAL_FORMS": 1,
        f"indicators-{count}-measurements-INITIAL_FORMS": 0, f"indicators-{count}-measurements-0-date": "1402/03",
        f"indicators-{count}-measurements-0-value": "64", f"indicators-{count}-measurements-0-id": "",
    }  # fmt: skip
    browsers["editor"].post(url, sent | new | {"indicators-0-DELETE": "on"})
    assert public_case.indicators.count() == count
    again = browsers["other"].get(url)
    assert "Noise" in again.content.decode()
    name = next(name for name, value in fields(again).items() if value == "64")
    browsers["other"].post(url, fields(again) | {name: "65"})
    decide(browsers["superuser"], public_case, "approve")
    names = [row.name.get("en") for row in Case.objects.get().indicators.all()]
    assert len(names) == count and "Noise" in names
    [point] = Case.objects.get().indicators.get(name__en="Noise").measurements.all()
    assert point.value == 65 and str(point.known) == "1402-03"
