"""Memberships: one running in a city, ended with a hand-over that says to whom."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from cases.people.choices import Ending, HandedTo
from cases.people.models import CityInvitation, Membership
from cases.people.selectors.contacts import contacts_of
from cases.people.services.city_contacts import save_contact
from cases.people.services.city_invitations import accept, invite
from cases.people.services.hand_over import (
    OpenItem,
    Successor,
    is_last_coordinator,
    register_open_work,
    unregister_open_work,
)
from cases.people.services.memberships import (
    LastCoordinatorError,
    NotRunningError,
    appoint,
    change_role,
    end,
    end_all_of,
)
from cases.people.signals import invited_to_city, membership_ended, role_changed
from cases.permissions import Role
from tests.cases.roles import person

from .cities import CONTRIBUTOR, COORDINATOR, READER, account, city, heard, member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]


class Tasks:
    """Open work of a room that is only here."""

    def __init__(self, *titles: str) -> None:
        self.open = list(titles)
        self.given: list[Successor] = []

    def find(self, membership: Membership) -> list[OpenItem]:
        return [OpenItem(title) for title in self.open]

    def hand_over(self, membership: Membership, successor: Successor) -> None:
        self.given.append(successor)


@pytest.fixture
def tasks() -> Any:
    found = Tasks("Answer to Bursa", "Opinion")
    register_open_work("tasks", found)
    yield found
    unregister_open_work("tasks")


def test_the_database_refuses_a_second_running_membership() -> None:
    first = member(city("avila"), "mina")
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(city=first.city, person=first.person)
    end(first, first.person)
    assert Membership.objects.create(city=first.city, person=first.person).is_running


def test_whoever_is_member_already_is_given_the_higher_role_and_never_the_lower() -> None:
    avila, manager = city("avila"), person(Role.ADMINISTRATOR)
    mina = account("mina")
    for given, has in ((READER, READER), (COORDINATOR, COORDINATOR), (CONTRIBUTOR, COORDINATOR)):
        assert appoint(avila, mina, given, manager).role == has
    assert mina.memberships.count() == 1


def test_only_administrators_make_members_without_asking() -> None:
    avila = city("avila")
    coordinator = member(avila, "mina", COORDINATOR)
    for by in (coordinator.person, person(Role.EDITOR), account("somebody")):
        with pytest.raises(PermissionDenied):
            appoint(avila, account(f"new-{by.pk}"), READER, by)


def test_who_leaves_hands_over_to_a_coordinator(tasks: Tasks) -> None:
    avila = city("avila")
    boss, mina = member(avila, "boss", COORDINATOR), member(avila, "mina")
    with heard(membership_ended) as said:
        ended = end(mina, mina.person)
    assert (ended.ending, ended.handed_to, ended.successor) == (Ending.LEFT, HandedTo.MEMBER, boss.person)
    assert tasks.given == [Successor(HandedTo.MEMBER, boss.person)]
    [told] = said
    assert told["successor"].person == boss.person and len(told["items"]) == 2 and told["by"] == mina.person


def test_where_nothing_is_open_nobody_takes_over() -> None:
    avila = city("avila")
    member(avila, "boss", COORDINATOR)
    mina = member(avila, "mina")
    assert end(mina, mina.person).handed_to == HandedTo.NOBODY


def test_the_last_coordinator_is_followed_by_the_mailbox_or_the_editors(tasks: Tasks) -> None:
    avila, burgos = city("avila"), city("burgos")
    boss, other = member(avila, "boss", COORDINATOR), member(burgos, "boss", COORDINATOR)
    save_contact(avila, boss.person, office="Mobility", mailbox="mobility@avila.example")
    member(avila, "mina")
    assert is_last_coordinator(boss)
    assert end(boss, boss.person).handed_to == HandedTo.MAILBOX
    assert end(other, other.person).handed_to == HandedTo.EDITORS
    assert [each.kind for each in tasks.given] == [HandedTo.MAILBOX, HandedTo.EDITORS]
    assert tasks.given[0].address == "mobility@avila.example"


def test_a_member_who_follows_the_last_coordinator_becomes_one() -> None:
    avila = city("avila")
    boss, mina = member(avila, "boss", COORDINATOR), member(avila, "mina", READER)
    with heard(role_changed) as said:
        end(boss, boss.person, Successor(HandedTo.MEMBER, mina.person))
    mina.refresh_from_db()
    assert mina.role == COORDINATOR and said[0]["before"] == READER
    assert [recipient.person for recipient in contacts_of(avila)] == [mina.person]


def test_nobody_follows_who_is_no_member_of_the_city() -> None:
    avila = city("avila")
    boss = member(avila, "boss", COORDINATOR)
    stranger = member(city("burgos"), "stranger", COORDINATOR)
    with pytest.raises(LastCoordinatorError):
        end(boss, boss.person, Successor(HandedTo.MEMBER, stranger.person))
    assert Membership.objects.get(pk=boss.pk).is_running


def test_a_closed_account_coordinates_nothing() -> None:
    avila = city("avila")
    boss, other = member(avila, "boss", COORDINATOR), member(avila, "other", COORDINATOR)
    assert not is_last_coordinator(boss)
    User.objects.filter(pk=other.person_id).update(is_active=False)
    assert is_last_coordinator(boss) and [each.person for each in contacts_of(avila)] == [boss.person]
    with pytest.raises(PermissionDenied):
        end(boss, User.objects.get(pk=other.person_id))


def test_the_last_coordinator_keeps_the_role_until_there_is_another() -> None:
    avila, manager = city("avila"), person(Role.ADMINISTRATOR)
    boss = member(avila, "boss", COORDINATOR)
    for by in (boss.person, manager):
        with pytest.raises(LastCoordinatorError):
            change_role(boss, READER, by)
    member(avila, "mina", COORDINATOR)
    assert change_role(boss, READER, boss.person).role == READER
    with pytest.raises(PermissionDenied):
        change_role(boss, COORDINATOR, boss.person)


def test_two_who_end_a_membership_at_once_end_it_once() -> None:
    avila = city("avila")
    boss, mina = member(avila, "boss", COORDINATOR), member(avila, "mina")
    end(mina, boss.person)
    with pytest.raises(NotRunningError):
        end(mina, mina.person)
    assert Membership.objects.get(pk=mina.pk).ending == Ending.ENDED


def test_invitations_of_who_leaves_stay_good_and_of_who_is_sent_away_are_void() -> None:
    avila, manager = city("avila"), person(Role.ADMINISTRATOR)
    boss, other = member(avila, "boss", COORDINATOR), member(avila, "other", COORDINATOR)
    with heard(invited_to_city) as said:
        invite(avila, "new@example.org", READER, boss.person, language="en")
        invite(avila, "late@example.org", READER, other.person, language="en")
    end(boss, boss.person)
    assert CityInvitation.objects.get(email="new@example.org").invited_by == other.person
    assert accept(said[0]["secret"], account("new")).role == READER
    end(other, manager)
    assert CityInvitation.objects.get(email="late@example.org").revoked_at
    assert CityInvitation.objects.get(email="new@example.org").accepted_at


def test_a_coordinator_who_steps_down_hands_invitations_on() -> None:
    avila = city("avila")
    boss, other = member(avila, "boss", COORDINATOR), member(avila, "other", COORDINATOR)
    for by, address in ((boss, "one@example.org"), (other, "two@example.org")):
        invite(avila, address, READER, by.person, language="en")
    change_role(other, CONTRIBUTOR, boss.person)
    assert CityInvitation.objects.get(email="two@example.org").revoked_at
    change_role(other, COORDINATOR, boss.person)
    change_role(boss, CONTRIBUTOR, boss.person)
    kept = CityInvitation.objects.get(email="one@example.org")
    assert kept.is_open() and kept.invited_by == other.person


def test_a_deleted_person_hands_over_before(tasks: Tasks) -> None:
    avila, burgos = city("avila"), city("burgos")
    boss = member(avila, "boss", COORDINATOR)
    member(burgos, "boss", READER)
    heir = member(avila, "heir", COORDINATOR)
    with heard(membership_ended) as said:
        boss.person.delete()
    assert [(told["membership"].city.slug, told["by"]) for told in said] == [("avila", None), ("burgos", None)]
    assert [each.person for each in tasks.given] == [heir.person, None]
    assert not Membership.objects.filter(city=burgos).exists()
    assert end_all_of(heir.person)[0].ending == Ending.DELETED
