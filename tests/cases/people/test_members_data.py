"""What this room holds about a person is told to them, and forgotten with them."""

import json
from datetime import date

import pytest
from django.apps import apps
from wagtail.models import ModelLogEntry

from cases.models import Topic
from cases.people.models import CityContact, CityInvitation, Expert, Membership
from cases.people.services.city_contacts import save_contact
from cases.people.services.city_invitations import invite
from cases.people.services.hand_over import Successor
from cases.people.services.members_data import forget, personal_data_of
from cases.people.services.membership_requests import ask_to_join, refuse
from cases.people.services.memberships import end

from .cities import COORDINATOR, READER, account, city, member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]


def everything_of(name: str) -> Membership:
    """A person who has something of everything."""
    avila, burgos = city("avila"), city("burgos")
    mine = member(avila, name, COORDINATOR)
    other = member(avila, "leaving")
    end(other, other.person, Successor(_member(), mine.person))
    boss = member(burgos, "boss", COORDINATOR)
    invite(burgos, f"{name}@example.org", READER, boss.person, language="en", note_text=f"Dear {name}")
    invite(avila, "somebody@example.org", READER, mine.person, language="en")
    refuse(ask_to_join(burgos, mine.person, READER, f"I am {name}"), boss.person, f"Not {name}")
    save_contact(avila, mine.person, office=f"Office of {name}", mailbox=f"{name}@example.org")
    expert = Expert.objects.create(person=mine.person, languages=["en"], agreed_on=date(2026, 1, 1))
    expert.topics.add(Topic.objects.all()[0])
    return mine


def _member() -> object:
    from cases.people.choices import HandedTo

    return HandedTo.MEMBER


def test_it_is_told_as_plain_data_without_what_is_others() -> None:
    mine = everything_of("quintana")
    told = json.loads(json.dumps(personal_data_of(mine.person)))
    assert [each["city"] for each in told["memberships"]] == ["avila"]
    assert told["membership_requests"][0]["text"] == "I am quintana"
    assert told["membership_requests"][0]["reason"] == "Not quintana"
    assert {each["direction"] for each in told["city_invitations"]} == {"received", "sent"}
    assert "somebody@example.org" not in json.dumps(told)
    assert told["expert"][0]["agreed_on"] == "2026-01-01"
    assert told["city_contacts"][0]["mailbox"] == "quintana@example.org"
    assert not any(personal_data_of(account("nobody")).values())


@pytest.mark.parametrize("is_deleted", [True, False])
def test_nothing_of_it_is_left_in_any_table_of_the_room_or_of_the_history(is_deleted: bool) -> None:
    mine = everything_of("quintana")
    heir = member(city("cuenca"), "heir")
    forget(mine.person)
    if is_deleted:
        mine.person.delete()
    left = [
        f"{model.__name__} {row}"
        for model in [*apps.get_app_config("people").get_models(), ModelLogEntry]
        for row in model._default_manager.values()
        if "quintana" in str(row)
    ]
    assert left == [] and heir.is_running
    assert CityContact.objects.get().mailbox == "" and CityInvitation.objects.get().email == "somebody@example.org"
    assert Membership.objects.filter(successor__isnull=False).count() == 0
