"""Contacts of cities: the mailbox before persons, confirmed once a year, unreachable when mails come back."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from cases.people.models import CityContact
from cases.people.selectors.contacts import Recipient, contact_of, contacts_of, reach_of, state_of
from cases.people.services.city_contacts import (
    ask_to_confirm,
    confirm_contact,
    note_unreachable,
    reachable,
    save_contact,
)
from cases.people.signals import contact_to_confirm, contact_unreachable
from cases.permissions import Role
from cases.signals import section_changed
from tests.cases.roles import person

from .cities import COORDINATOR, READER, city, heard, member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]
MAILBOX = "mobility@avila.example"


def test_the_mailbox_comes_first_unless_mails_come_back() -> None:
    avila = city("avila")
    boss = member(avila, "boss", COORDINATOR)
    member(avila, "mina", READER)
    assert contacts_of(avila) == [Recipient("boss@example.org", boss.person)]
    contact = save_contact(avila, boss.person, office="Mobility", mailbox=MAILBOX)
    assert [each.address for each in contacts_of(avila)] == [MAILBOX, "boss@example.org"]
    assert contacts_of(avila)[0].is_mailbox and contacts_of(avila)[0].language == "en"
    with heard(contact_unreachable) as said:
        note_unreachable(contact)
        note_unreachable(contact)
    assert len(said) == 1 and [each.address for each in contacts_of(avila)] == ["boss@example.org"]
    reachable(contact)
    assert contacts_of(avila)[0].address == MAILBOX


def test_a_mailbox_is_written_to_in_a_language_of_its_country() -> None:
    found = []
    for slug, country in (("natanz", "IR"), ("irbid", "JO"), ("uji", "JP")):
        of = city(slug, country)
        save_contact(of, person(Role.EDITOR, f"editor-{slug}"), office="", mailbox=f"office@{slug}.example")
        found.append(contacts_of(of)[0].language)
    assert found == ["fa", "ar", "en"]


def test_a_mailbox_is_reachable_until_mails_come_back_whoever_saves_it_says_so() -> None:
    avila = city("avila")
    boss = member(avila, "boss", COORDINATOR)
    contact = save_contact(avila, boss.person, office="Mobility", mailbox=MAILBOX)
    for again in (MAILBOX, "roads@avila.example"):
        note_unreachable(contact)
        contact.refresh_from_db()
        assert contact.unreachable_since
        assert not save_contact(avila, boss.person, office="Roads", mailbox=again).unreachable_since
    note_unreachable(contact)
    assert not confirm_contact(avila, boss.person).unreachable_since
    assert not save_contact(avila, boss.person, office="Roads", mailbox="roads@avila.example").unreachable_since


def test_members_are_asked_in_time_and_again_and_not_after_they_confirmed() -> None:
    avila = city("avila")
    boss = member(avila, "boss", COORDINATOR)
    contact = save_contact(avila, boss.person, office="Mobility", mailbox=MAILBOX)
    now = timezone.now()
    assert contact.confirm_by == timezone.localdate() + timedelta(days=365)
    assert ask_to_confirm(now + timedelta(days=330)) == 0
    with heard(contact_to_confirm) as said:
        days = [day for day in range(331, 380) if ask_to_confirm(now + timedelta(days=day))]
    assert days == [335, 349, 363, 377]
    assert [told["is_again"] for told in said] == [False, True, True, True]
    assert [each.address for each in said[0]["recipients"]] == [MAILBOX, "boss@example.org"]
    confirm_contact(avila, boss.person)
    assert ask_to_confirm(now + timedelta(days=330)) == 0


def test_the_command_asks(capsys: pytest.CaptureFixture[str]) -> None:
    avila = city("avila")
    CityContact.objects.create(city=avila, mailbox=MAILBOX, confirm_by=timezone.localdate() - timedelta(days=1))
    call_command("ask_contacts")
    call_command("ask_contacts")
    assert capsys.readouterr().out == "Cities asked: 1\nCities asked: 0\n"


def test_editors_and_members_read_the_state() -> None:
    avila = city("avila")
    with override("en"):
        assert "No mailbox" in str(state_of(contact_of(avila)))
        contact = save_contact(avila, person(Role.EDITOR), office="", mailbox=MAILBOX)
        assert str(state_of(contact)) == "Confirmed."
        contact.confirm_by = timezone.localdate() - timedelta(days=1)
        assert "to be confirmed" in str(state_of(contact))
        contact.unreachable_since = timezone.now()
        assert "come back" in str(state_of(contact))


def test_only_who_may_changes_it() -> None:
    avila = city("avila")
    others = [member(city("burgos"), "stranger", COORDINATOR), member(avila, "reader", READER), member(avila, "writer")]
    for each in others:
        with pytest.raises(PermissionDenied):
            save_contact(avila, each.person, office="", mailbox=MAILBOX)
        with pytest.raises(PermissionDenied):
            confirm_contact(avila, each.person)
    assert not CityContact.objects.exists()


def test_visitors_are_told_how_many_take_part_and_no_address(starter: None, db: None) -> None:
    from cases.models import City

    tehran = City.objects.get(slug="tehran")
    path = "/en/cities/tehran/"
    assert "Nobody of this city takes part here yet" in Client().get(path).content.decode()
    with heard(section_changed) as said:
        boss = member(tehran, "boss", COORDINATOR)
        save_contact(tehran, boss.person, office="Mobility", mailbox=MAILBOX)
    assert len(said) >= 2, "ready pages are made anew"
    html = Client().get(path).content.decode()
    assert 'id="reach"' in html and "1 person of this city takes part here" in html
    assert MAILBOX not in html and "boss" not in html and "@" not in html.split('id="reach"')[1].split("</section>")[0]
    assert reach_of(tehran).answers and '/en/my-cities/join/tehran/"' in html
    for language, words in (("fa", "۱ نفر از این شهر"), ("ar", "شخص واحد من هذه المدينة")):
        assert words in Client().get(f"/{language}/cities/tehran/").content.decode()


def test_the_page_of_a_city_asks_no_more_however_many_members(
    starter: None, db: None, django_assert_max_num_queries: object
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from cases.models import City

    tehran = City.objects.get(slug="tehran")

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert Client().get("/fa/cities/tehran/").status_code == 200
        return len(queries)

    asked()
    before = asked()
    for number in range(12):
        member(tehran, f"member-{number}", COORDINATOR if number % 2 else READER)
    assert asked() <= before
