"""Messages about memberships, as the services of people cause them: whom each concerns hears it, and nobody else."""

from collections.abc import Mapping
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone
from django.utils.translation import override

from cases.messages.choices import State
from cases.messages.models import MailAddress, Message
from cases.messages.services.bounces import note_bounce
from cases.messages.services.notify import notify
from cases.messages.services.rendering import rendered
from cases.messages.services.sending import send_due
from cases.models import City
from cases.people.choices import HandedTo
from cases.people.models import CityContact
from cases.people.services.city_contacts import confirm_contact, save_contact
from cases.people.services.city_invitations import accept, invite
from cases.people.services.hand_over import Successor
from cases.people.services.leaving import leave
from cases.people.services.membership_requests import approve, ask_to_join
from cases.people.services.memberships import appoint, change_role, end
from cases.permissions import Role
from tests.cases.people.cities import CONTRIBUTOR, COORDINATOR, READER, city, member
from tests.cases.roles import person

from .post import Clock, Post, reader

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]


@pytest.fixture
def avila() -> City:
    return city("avila")


def english(of: City, name: str, role: str) -> Any:
    """A member who reads English."""
    reader(name)
    return member(of, name, role)


def said() -> Mapping[str, set[str]]:
    """Who was told what since the last time, by cause; addresses of those without an account."""
    found: dict[str, set[str]] = {}
    for message in Message.objects.order_by("pk"):
        found.setdefault(message.cause, set()).add(message.person.username if message.person else message.address)
    Message.objects.all().delete()
    return found


def text_of(message: Message) -> str:
    return rendered(message).text


def test_whoever_is_made_a_member_hears_of_it_and_so_do_coordinators(avila: City) -> None:
    boss, keeper = member(avila, "boss", COORDINATOR), person(Role.ADMINISTRATOR, "keeper")
    said()
    appoint(avila, reader("mina", "fa"), CONTRIBUTOR, keeper)
    (message,) = Message.objects.filter(cause="city.appointed")
    assert message.url.startswith("http://127.0.0.1:8000/fa/my-cities/")
    assert said() == {"city.appointed": {"mina"}, "city.joined": {boss.person.username}}


def test_whoever_accepts_an_invitation_knows_and_who_invited_is_told(
    avila: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    boss = member(avila, "boss", COORDINATOR)
    from cases.people.services import city_invitations

    monkeypatch.setattr(city_invitations.secrets, "token_urlsafe", lambda size: "s" * 43)
    invite(avila, "mina@example.org", READER, boss.person, language="en")
    said()
    accept("s" * 43, reader("mina"))
    assert said() == {"city.joined": {"boss"}}


def test_whoever_approved_is_not_told_and_who_asked_hears_once(avila: City) -> None:
    boss, other = member(avila, "boss", COORDINATOR), member(avila, "other", COORDINATOR)
    mina = reader("mina")
    request = ask_to_join(avila, mina, CONTRIBUTOR, "I plan trams")
    said()
    approve(request, boss.person, CONTRIBUTOR)
    assert said() == {"city.decided": {"mina"}, "city.joined": {other.person.username}}


def test_a_role_is_told_once_it_is_so_and_not_after_it_changed_again(avila: City, clock: Clock, post: Post) -> None:
    boss, mina = member(avila, "boss", COORDINATOR), english(avila, "mina", READER)
    said()
    change_role(mina, CONTRIBUTOR, boss.person)
    change_role(mina, COORDINATOR, boss.person)
    clock.pass_(hours=20)
    send_due(post)
    states = dict(Message.objects.filter(cause="city.role").values_list("context__code", "state"))
    assert states.get("coordinator") == State.SENT and State.CANCELLED in states.values()
    assert "“Coordinator” now" in post.taken[-1][1].get_body(("plain",)).get_content()


def test_who_follows_hears_what_is_theirs_in_their_language(avila: City) -> None:
    boss, mina = member(avila, "boss", COORDINATOR), english(avila, "mina", READER)
    Message.objects.all().delete()
    invite(avila, "new@example.org", READER, boss.person, language="en")
    with override("fa"):
        end(boss, boss.person, Successor(HandedTo.MEMBER, mina.person))
    message = Message.objects.get(cause="city.handed_over")
    assert message.person == mina.person and "1 open invitation" in text_of(message)
    assert "Nobody coordinates" not in text_of(message) and "boss does not take part" in text_of(message)
    assert Message.objects.get(cause="city.role").person == mina.person


def test_of_the_last_one_the_office_hears_else_those_who_look_after_members(avila: City) -> None:
    person(Role.ADMINISTRATOR, "keeper")
    first = member(avila, "first", COORDINATOR)
    CityContact.objects.create(city=avila, mailbox="office@avila.example", confirm_by=timezone.localdate())
    said()
    end(first, first.person)
    message = Message.objects.get()
    assert "Nobody coordinates the city any more." in text_of(message) and message.language == "en"
    assert said() == {"city.handed_over": {"office@avila.example"}}
    CityContact.objects.all().delete()
    second = member(avila, "second", COORDINATOR)
    said()
    leave(second.person)
    message = Message.objects.get()
    assert "Somebody who took part for Avila has left this site." in text_of(message) and "second" not in text_of(
        message
    )
    assert said() == {"city.handed_over": {"keeper"}}


def test_a_mailbox_that_is_not_reached_is_told_to_who_is_left_until_it_works(
    avila: City, clock: Clock, post: Post
) -> None:
    boss = english(avila, "boss", COORDINATOR)
    member(avila, "mina", READER)
    CityContact.objects.create(city=avila, mailbox="office@avila.example", confirm_by=timezone.localdate())
    said()
    note_bounce("Office@avila.example", True)
    note_bounce("office@avila.example", True)
    message = Message.objects.get(cause="city.unreachable")
    assert (message.cause, message.person) == ("city.unreachable", boss.person)
    assert "office@avila.example" in text_of(message)
    confirm_contact(avila, boss.person)
    contact = CityContact.objects.get()
    assert contact.unreachable_since is None and not MailAddress.objects.exclude(stopped_at=None).exists()
    clock.pass_(days=1)
    assert send_due(post) == 0
    message.refresh_from_db()
    assert message.state == State.CANCELLED


def test_mail_to_a_mailbox_that_works_again_leaves(avila: City, post: Post, causes: None) -> None:
    boss = member(avila, "boss", COORDINATOR)
    CityContact.objects.create(city=avila, mailbox="office@avila.example", confirm_by=timezone.localdate())
    note_bounce("office@avila.example", True)
    (stopped,) = notify("test.news", ["office@avila.example"], context={"title": "x", "paragraphs": []}, urgent=True)
    assert stopped.state == State.FAILED
    confirm_contact(avila, boss.person)
    notify("test.news", ["office@avila.example"], context={"title": "x", "paragraphs": []}, urgent=True)
    send_due(post)
    assert [mail["To"] for _key, mail in post.taken] == ["office@avila.example"]


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_each_is_written_in_every_language(avila: City, language: str) -> None:
    boss = member(avila, "boss", COORDINATOR)
    mina: Any = reader("mina", language)
    keeper = person(Role.ADMINISTRATOR, "keeper")
    said()
    invite(avila, "new@example.org", READER, boss.person, language="en")
    membership = appoint(avila, mina, CONTRIBUTOR, keeper)
    change_role(membership, COORDINATOR, keeper)
    end(boss, boss.person, Successor(HandedTo.MEMBER, mina))
    for message in Message.objects.filter(person=mina):
        assert message.language == language and f"/{language}/" in message.url
        assert ('<html lang="' + language + '" dir="rtl"' in rendered(message).html) == (language != "en")
    assert said() == {
        "city.invited": {"new@example.org"},
        "city.appointed": {"mina"},
        "city.joined": {"boss"},
        "city.role": {"mina"},
        "city.handed_over": {"mina"},
    }


def test_another_mailbox_to_which_nothing_is_sent_is_not_reached_either(avila: City) -> None:
    boss = member(avila, "boss", COORDINATOR)
    note_bounce("roads@example.org", True)
    save_contact(avila, boss.person, office="", mailbox="roads@example.org")
    assert CityContact.objects.get().unreachable_since and MailAddress.objects.exclude(stopped_at=None).exists()
    assert Message.objects.filter(cause="city.unreachable", person=boss.person).exists()
    save_contact(avila, boss.person, office="", mailbox="roads@example.org")
    assert CityContact.objects.get().unreachable_since is None
    assert not MailAddress.objects.exclude(stopped_at=None).exists()
