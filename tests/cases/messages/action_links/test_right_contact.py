"""The link “this contact is still right”: opening shows, posting confirms, for coordinators and the office itself."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from cases.messages.models import ActionLink, Message
from cases.messages.services.sending import send_due
from cases.people.models import CityContact
from cases.people.services.city_contacts import ask_to_confirm, save_contact
from tests.cases.messages.conftest import Post
from tests.cases.people.cities import COORDINATOR, city, member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]
LINK = re.compile(r"https?://[^/\s]+(/(?:fa|en|ar)/link/[\w-]{32}/)")
MAILBOX = "mobility@avila.example"


@pytest.fixture
def links(post: Post) -> dict[str, str]:
    """Paths of the links that the mailbox and a coordinator got, by their address."""
    avila = city("avila")
    boss = member(avila, "boss", COORDINATOR)
    save_contact(avila, boss.person, office="Mobility", mailbox=MAILBOX)
    CityContact.objects.update(confirm_by=timezone.localdate() - timedelta(days=1))
    assert ask_to_confirm() == 1
    Message.objects.update(send_at=timezone.now() - timedelta(minutes=1), due_at=timezone.now() - timedelta(minutes=1))
    send_due(post)
    found = {}
    for _key, mail in post.taken:
        text = mail.get_body(("plain",)).get_content()
        if match := LINK.search(text.replace("\n", "")):
            found[mail["To"]] = match[1]
    return found


def due() -> bool:
    return CityContact.objects.get().is_overdue()


@pytest.mark.parametrize("who", [MAILBOX, "boss@example.org"])
def test_opening_shows_and_posting_confirms(links: dict[str, str], who: str) -> None:
    assert set(links) == {MAILBOX, "boss@example.org"}
    page = Client().get(links[who])
    assert page.status_code == 200 and MAILBOX in page.content.decode() and due()
    assert Client().post(links[who]).status_code == 200 and not due()
    contact = CityContact.objects.get()
    assert (contact.confirmed_by is None) == (who == MAILBOX)
    assert Client().get(links[who]).status_code == 410, "it is settled, so the links of all end"
    assert {Client().post(path).status_code for path in links.values()} == {410}


def test_an_office_of_another_mailbox_confirms_nothing(links: dict[str, str]) -> None:
    contact = CityContact.objects.get()
    CityContact.objects.update(unreachable_since=timezone.now())
    assert Client().post(links[MAILBOX]).status_code == 404 and contact.is_overdue()
    assert ActionLink.objects.filter(person=None, language="en").count() == 1


def test_a_coordinator_who_left_confirms_nothing(links: dict[str, str]) -> None:
    CityContact.objects.get().city.memberships.update(until=timezone.now())
    assert Client().post(links["boss@example.org"]).status_code == 404 and due()
