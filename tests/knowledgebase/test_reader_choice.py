"""Pages of the site in the calendar and digits of whoever is logged in, and of nobody else."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from cases.people.models import Profile
from home.selectors.public_version import forget_public_version
from knowledgebase.page_cache import store

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter", "index")]
PAGES = ("/en/cases/amman-bus-rapid-transit/", "/en/search/?view=table", "/en/cities/amman/", "/en/")
ARABIC = set("٠١٢٣٤٥٦٧٨٩")


@pytest.mark.parametrize("address", PAGES)
def test_a_page_follows_its_reader_and_what_visitors_get_is_as_before(settings: Any, address: str) -> None:
    settings.PAGE_CACHE_MB = 8
    forget_public_version()
    store.clear()
    reader = User.objects.create_user("rim", password="x")
    Profile.objects.create(user=reader, language="en", calendar="hijri", digits="arabic")
    own = Client()
    own.force_login(reader)
    mine = own.get(address)
    assert ARABIC & set(mine.content.decode()) and "private" in mine["Cache-Control"]
    visitor = Client().get(address).content.decode()
    own.get(address)
    assert not ARABIC & set(visitor) and Client().get(address).content.decode() == visitor
    store.clear()


def test_days_are_in_the_calendar_of_the_reader() -> None:
    reader = User.objects.create_user("rim", password="x")
    own = Client()
    own.force_login(reader)
    assert "Jumada" not in own.get(PAGES[0]).content.decode()
    Profile.objects.create(user=reader, calendar="hijri")
    text = own.get(PAGES[0]).content.decode()
    assert re.search(r"\d (?:[A-Z][\w-]+ ?I{0,2}) 14\d\d", text), "the days of the case are lunar ones"
