"""Numbers of a city are typed in any digits, shown in those of the reader, and refused in words at their field."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from cases.models import City
from cases.permissions import Role
from cases.services.cities import save_city
from tests.cases.roles import browser_of, person
from tests.form_fields import fields

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]


@pytest.fixture
def city() -> City:
    return save_city(
        City(names={"fa": "نمونه"}, country="IR", population=1000, latitude=35.5, longitude=-51.25, other_names=["x"])
    )


def post(city: City, **typed: str) -> Any:
    client = browser_of(person(Role.SUPERUSER, language="fa"))
    url = reverse("city:edit", args=[city.pk])
    return client.post(url, fields(client.get(url)) | typed)


@pytest.mark.parametrize(
    "typed",
    [
        {"population": "۸٬۶۰۰٬۰۰۰", "latitude": "۳۵٫۶۸۹", "longitude": "−51.4", "area": "۷۳۰٫۵"},
        {"population": "8,600,000", "latitude": "35,6890", "longitude": "-51,4", "area": "730.5"},
        {"population": "8600000", "latitude": "35.689", "longitude": "-51.4", "area": "730,5"},
    ],
)
def test_any_digits(city: City, typed: dict[str, str]) -> None:
    assert post(city, **typed).status_code == 302
    city.refresh_from_db()
    assert (city.population, city.latitude, city.longitude) == (8_600_000, 35.689, -51.4)
    assert str(city.area) == "730.5"


def test_the_form_shows_readers_digits_and_changes_nothing(city: City) -> None:
    client = browser_of(person(Role.SUPERUSER, language="fa"))
    url = reverse("city:edit", args=[city.pk])
    shown = fields(client.get(url))
    assert (shown["population"], shown["latitude"], shown["longitude"]) == ("۱۰۰۰", "۳۵٫۵", "-۵۱٫۲۵")
    assert client.post(url, shown).status_code == 302
    city.refresh_from_db()
    assert (city.population, city.latitude, city.longitude) == (1000, 35.5, -51.25)


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        *(("population", typed) for typed in ("8.5", "هشت", "-5", "9" * 30)),
        *(("latitude", typed) for typed in ("north", "91", "35,689")),
        *(("longitude", typed) for typed in ("NaN", "Infinity")),
        ("area", "1/2/3"),
    ],
)
def test_what_is_no_number_is_refused_at_its_field(city: City, name: str, typed: str) -> None:
    answer = post(city, **{name: typed})
    page = BeautifulSoup(answer.content, "html.parser")
    assert answer.status_code == 200 and page.select(f"#panel-child-{name}-errors, #id_{name}_error, .error-message")
    assert fields(answer)[name] == typed
    city.refresh_from_db()
    assert (city.population, city.latitude, city.longitude, city.area) == (1000, 35.5, -51.25, None)
