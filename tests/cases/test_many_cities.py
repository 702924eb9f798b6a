"""Thousands of cities: the list comes in pages, the map shows the largest, and no page is heavy."""

import re
from typing import Any

import pytest
from django.test import Client

from cases.models import City
from cases.models.public_lists import ListKind, PublicCount
from cases.views.cities import LISTED
from cases.views.world import DRAWN
from knowledgebase.page_cache import store

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]
MANY, MOST = 1500, 300_000


@pytest.fixture
def cities() -> list[City]:
    made = City.objects.bulk_create(
        City(
            slug=f"city-{number}",
            code_prefix=f"{number:03X}",
            names={"en": f"City {number}", "fa": f"شهر {number}"},
            country="IR",
            latitude=35.0,
            longitude=51.0,
        )
        for number in range(MANY)
    )
    PublicCount.objects.bulk_create(
        PublicCount(kind=ListKind.CITY, key=str(city.pk), number=1 + 9 * (place >= MANY - 10))
        for place, city in enumerate(made)
    )
    store.clear()
    return made


def page(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200 and len(answer.content) <= MOST
    return str(answer.content.decode())


def test_the_list_has_every_city_once(cities: list[City]) -> None:
    found: list[str] = []
    address = "/fa/cities/"
    for _page in range(10):
        text = page(address)
        found += re.findall(r"/fa/cities/(city-\d+)/", text)
        following = re.search(r'rel="next" href="([^"]+)"', text)
        if following is None:
            break
        address = "/fa/cities/" + following[1]
    assert sorted(found) == sorted(city.slug for city in cities)
    assert "صفحهٔ" in page("/fa/cities/") and len(re.findall("city-", page("/en/cities/?page=2"))) >= LISTED
    assert page("/en/cities/?page=x") and page("/en/cities/?page=99")


def test_the_map_shows_those_with_the_most_cases(cities: list[City]) -> None:
    text = page("/en/map/")
    shown: set[Any] = set(re.findall(r"/en/cities/(city-\d+)/", text))
    assert len(shown) == DRAWN and {city.slug for city in cities[-10:]} <= shown
    assert "These are the cities with the most cases." in text
