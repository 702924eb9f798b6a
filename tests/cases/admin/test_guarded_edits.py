"""Two people at the form of a city, a topic, a unit or a case's figures: neither overwrites the other unawares, and the
history keeps what was there before."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from cases.models import Case, City, Measurement, Topic, Unit
from cases.permissions import Role
from cases.services.cities import save_city
from cases.services.imports.cases import ImportOptions, import_cases
from tests.cases.roles import browser_of, person
from tests.conftest import as_file
from tests.form_fields import fields

PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]


def sent(client: Client, url: str) -> dict[str, Any]:
    """What a browser would send of a form as it was opened."""
    return fields(client.get(url))


def notice(response: Any) -> str:
    told = BeautifulSoup(response.content, "html.parser").select_one(".newer-version")
    return " ".join(told.get_text(" ").split()) if told else ""


def without_marks(response: Any) -> str:
    """Text of a page without the marks that isolate what people typed."""
    return str(response.content.decode().replace("\u2068", "").replace("\u2069", ""))


@pytest.fixture
def two() -> tuple[Client, Client]:
    """Two keepers with browsers of their own."""
    return browser_of(person(Role.SUPERUSER, "mina")), browser_of(person(Role.SUPERUSER, "sam", "fa"))


@pytest.fixture
def case(starter_records: list[dict[str, Any]]) -> Case:
    import_cases(as_file([record for record in starter_records if record.get("indicators")][:1]), ImportOptions())
    found: Case = Case.objects.get()
    return found


def city() -> City:
    return save_city(City(names={"en": "Tehran", "fa": "تهران"}, country="IR", population=8_000_000))


def test_the_second_is_refused_keeps_what_was_typed_and_saves_over_it_knowingly(two: tuple[Client, Client]) -> None:
    first, second = two
    url = reverse("city:edit", args=[city().pk])
    of_first, of_second = sent(first, url), sent(second, url)
    assert first.post(url, of_first | {"population": "8600000"}).status_code == 302
    refused = second.post(url, of_second | {"population": "9100000"})
    assert City.objects.get().population == 8_600_000
    told = notice(refused)
    assert "mina" in told and "در این میان" in told
    differing = BeautifulSoup(refused.content, "html.parser").select(".newer-version bdi")
    labels = [label.get_text() for label in differing]
    assert "جمعیت" in labels and not {"نام", "کشور", "opened_state"} & {*labels}, "nothing that is as it was"
    again = fields(refused)
    assert again["population"] in ("9100000", "۹۱۰۰۰۰۰", "9٬100٬000", "۹٬۱۰۰٬۰۰۰")
    assert notice(second.post(url, again)), "pressing save again is no knowing answer"
    button = BeautifulSoup(refused.content, "html.parser").select_one("button[name=save_over]")
    assert button is not None and button["form"] == "w-editor-form"
    assert second.post(url, again | {"save_over": button["value"]}).status_code == 302
    assert City.objects.get().population == 9_100_000


def test_a_third_change_is_not_covered_by_the_answer_to_the_second(two: tuple[Client, Client]) -> None:
    first, second = two
    url = reverse("city:edit", args=[city().pk])
    of_second = sent(second, url)
    first.post(url, sent(first, url) | {"population": "1"})
    refused = second.post(url, of_second | {"population": "2"})
    button = BeautifulSoup(refused.content, "html.parser").select_one("button[name=save_over]")
    assert button is not None
    first.post(url, sent(first, url) | {"population": "3"})
    assert notice(second.post(url, fields(refused) | {"save_over": str(button["value"])}))
    assert City.objects.get().population == 3


def test_who_changes_something_that_nobody_else_did_is_not_asked(two: tuple[Client, Client]) -> None:
    first, second = two
    url = reverse("city:edit", args=[city().pk])
    assert first.post(url, sent(first, url) | {"population": "5"}).status_code == 302
    assert second.post(url, sent(second, url) | {"population": "6"}).status_code == 302
    assert second.post(url, sent(second, url)).status_code == 302
    unit = reverse("unit:edit", args=[Unit.objects.create(code="zz", label={"en": "z"}).pk])
    of_second = sent(second, unit)
    assert first.post(unit, sent(first, unit)).status_code == 302, "saved as it was"
    assert second.post(unit, of_second).status_code == 302


def test_figures_of_a_case(two: tuple[Client, Client], case: Case) -> None:
    first, second = two
    url = reverse("case:edit", args=[case.pk])
    of_first, of_second = sent(first, url), sent(second, url)
    name = next(name for name in of_first if name.endswith("-value") and "measurements" in name and of_first[name])
    assert first.post(url, of_first | {name: "41.5"}).status_code == 302
    refused = second.post(url, of_second | {name: "77"})
    assert notice(refused) and fields(refused)[name] == "77"
    values = [float(value) for value in Measurement.objects.values_list("value", flat=True)]
    assert 41.5 in values and 77.0 not in values


def test_topics(two: tuple[Client, Client]) -> None:
    first, second = two
    url = reverse("topic:edit", args=[Topic.objects.get(code="recycling").pk])
    of_first, of_second = sent(first, url), sent(second, url)
    assert first.post(url, of_first | {"definition_en": "Used again."}).status_code == 302
    refused = second.post(url, of_second | {"definition_en": "Made new."})
    assert "mina" in notice(refused) and "Made new." in refused.content.decode()
    assert Topic.objects.get(code="recycling").definition["en"] == "Used again."


def test_the_history_keeps_old_and_new_values(two: tuple[Client, Client], case: Case) -> None:
    first, second = two
    found = City.objects.get()
    old = found.population
    url = reverse("city:edit", args=[found.pk])
    assert first.post(url, sent(first, url) | {"population": "8600000"}).status_code == 302
    said = without_marks(second.get(reverse("city:history", args=[found.pk])))
    assert f"جمعیت: {str(old).translate(PERSIAN)} ← ۸۶۰۰۰۰۰" in said
    topic = Topic.objects.get(code="recycling")
    second.post(reverse("topic:retire", args=[topic.pk]))
    url = reverse("topic:edit", args=[topic.pk])
    first.post(url, sent(first, url) | {"preferred_en": "<b>Recycling</b> & more"})
    page = without_marks(first.get(reverse("topic:history", args=[topic.pk])))
    assert "&lt;b&gt;Recycling&lt;/b&gt; &amp; more" in page and "<b>Recycling" not in page
    assert "Preferred label: English: Recycling → " in page and "eprecated: no → yes" in page
    url = reverse("case:edit", args=[case.pk])
    data = sent(first, url)
    name = next(name for name in data if name.endswith("-value") and "measurements" in name and data[name])
    first.post(url, data | {name: "41.5"})
    page = without_marks(first.get(reverse("case:history", args=[case.pk])))
    assert "→ 41.5" in page and "indicators / " in page and "/ value: " in page
