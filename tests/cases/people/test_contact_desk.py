"""Contacts of cities that need somebody are on the desk of those who keep them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.people.models import CityContact
from cases.people.viewsets.contact_desk import SHOWN
from cases.permissions import Role
from tests.cases.roles import browser_of, person

from .cities import city

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]


def contact(slug: str, *, days: int = 100, is_reached: bool = True) -> CityContact:
    now = timezone.now()
    return CityContact.objects.create(
        city=city(slug),
        mailbox=f"office@{slug}.example",
        confirm_by=timezone.localdate() + timedelta(days=days),
        confirmed_at=now,
        unreachable_since=None if is_reached else now,
    )


def test_editors_see_which_cities_are_not_reached_or_to_be_confirmed() -> None:
    editor, author = browser_of(person(Role.EDITOR)), browser_of(person(Role.AUTHOR, "author"))
    contact("soria")
    assert 'id="contacts-of-cities-section"' not in editor.get("/admin/").content.decode()
    lost, late = contact("avila", is_reached=False), contact("burgos", days=-1)
    html = editor.get("/admin/").content.decode()
    section = html.partition('id="contacts-of-cities-section"')[2].partition("</section>")[0]
    assert f"/admin/citycontact/edit/{lost.pk}/" in section and f"/admin/citycontact/edit/{late.pk}/" in section
    assert section.index("Avila") < section.index("Burgos") and "Soria" not in section and "@" not in section
    assert 'id="contacts-of-cities-section"' not in author.get("/admin/").content.decode()


def test_many_are_counted() -> None:
    for number in range(SHOWN + 3):
        contact(f"{'abcdefghijklmnop'[number]}{number}town", days=-number - 1)
    html = browser_of(person(Role.EDITOR)).get("/admin/").content.decode()
    section = html.partition('id="contacts-of-cities-section"')[2].partition("</section>")[0]
    assert section.count("<li>") == SHOWN and "There are others." in section
