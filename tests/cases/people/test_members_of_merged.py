"""Merging of cities carries their people over, without duplicates and without losing anybody."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.models import City
from cases.people.choices import Ending
from cases.people.models import CityContact, CityInvitation, Membership, MembershipRequest
from cases.people.selectors.contacts import contacts_of
from cases.people.services.city_contacts import note_unreachable, save_contact
from cases.people.services.city_invitations import accept, invite
from cases.people.services.membership_requests import approve, ask_to_join
from cases.people.services.memberships import end
from cases.people.signals import invitation_ended, invited_to_city, request_withdrawn
from cases.permissions import Role
from cases.services.merge_cities import merge_cities
from tests.cases.roles import browser_of, person

from .cities import CONTRIBUTOR, COORDINATOR, READER, account, city, heard, member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]


@pytest.fixture
def cities() -> tuple[City, City]:
    """A city, and the one that it becomes a part of."""
    return city("avila"), city("burgos")


def test_whoever_was_in_both_is_so_once_in_the_higher_role_since_the_earlier_day(cities: tuple[City, City]) -> None:
    source, target = cities
    before = timezone.now() - timedelta(days=100)
    mina, other = member(source, "mina", COORDINATOR), member(target, "mina", READER)
    Membership.objects.filter(pk=mina.pk).update(since=before)
    only = member(source, "only", CONTRIBUTOR)
    merge_cities(source, target)
    running = Membership.objects.filter(city=target, until=None)
    assert {(each.pk, each.role) for each in running} == {(other.pk, COORDINATOR), (only.pk, CONTRIBUTOR)}
    assert running.get(pk=other.pk).since == before
    mina.refresh_from_db()
    assert (mina.city_id, mina.ending) == (target.pk, Ending.MERGED)


def test_past_memberships_go_along(cities: tuple[City, City]) -> None:
    source, target = cities
    mina = member(source, "mina")
    end(mina, mina.person)
    merge_cities(source, target)
    assert Membership.objects.get(pk=mina.pk).city_id == target.pk


def test_an_invitation_is_accepted_to_the_city_that_stays(cities: tuple[City, City]) -> None:
    source, target = cities
    boss, chief = member(source, "boss", COORDINATOR), member(target, "chief", COORDINATOR)
    with heard(invited_to_city) as said:
        invite(source, "new@example.org", READER, boss.person, language="en")
        invite(source, "both@example.org", READER, boss.person, language="en")
        invite(target, "both@example.org", CONTRIBUTOR, chief.person, language="en")
    with heard(invitation_ended) as ended:
        merge_cities(source, target)
    assert [told["invitation"].email for told in ended] == ["both@example.org"]
    assert accept(said[0]["secret"], account("new")).city_id == target.pk
    assert accept(said[2]["secret"], account("both")).role == CONTRIBUTOR
    assert CityInvitation.objects.filter(city=target).count() == 3


def test_requests_go_along_unless_they_are_moot(cities: tuple[City, City]) -> None:
    source, target = cities
    chief = member(target, "chief", COORDINATOR)
    one, twice, joined = account("one"), account("twice"), member(target, "joined").person
    waits = ask_to_join(source, one, READER)
    for who, of in ((twice, source), (twice, target), (joined, source)):
        ask_to_join(of, who, READER)
    late = member(source, "late").person
    ask_to_join(target, late, READER)
    with heard(request_withdrawn) as said:
        merge_cities(source, target)
    assert sorted(told["request"].person.get_username() for told in said) == ["joined", "late", "twice"]
    assert MembershipRequest.objects.filter(city=target, state="open").count() == 2
    assert approve(waits, chief.person, READER).city_id == target.pk


@pytest.mark.parametrize(
    ("of_source", "of_target", "unreachable", "kept"),
    [
        ("a@avila.example", None, False, "a@avila.example"),
        ("a@avila.example", "", False, "a@avila.example"),
        ("a@avila.example", "b@burgos.example", False, "b@burgos.example"),
        ("a@avila.example", "b@burgos.example", True, "a@avila.example"),
        (None, "b@burgos.example", False, "b@burgos.example"),
    ],
)
def test_one_contact_stays(
    cities: tuple[City, City], of_source: str | None, of_target: str | None, unreachable: bool, kept: str
) -> None:
    editor = person(Role.EDITOR)
    for of, mailbox in zip(cities, (of_source, of_target), strict=True):
        if mailbox is not None:
            contact = save_contact(of, editor, office="Office", mailbox=mailbox)
    if unreachable:
        note_unreachable(contact)
    merge_cities(*cities)
    assert CityContact.objects.get().city == cities[1]
    assert [each.address for each in contacts_of(cities[1])] == [kept]


def test_the_former_address_leads_to_the_city_that_stays(cities: tuple[City, City]) -> None:
    boss = member(cities[0], "boss", COORDINATOR)
    merge_cities(*cities)
    client = browser_of(boss.person)
    for path in ("/en/cities/avila/members/", "/en/cities/burgos/members/"):
        assert "Members of Burgos" in client.get(path).content.decode()


def test_a_city_with_members_is_not_deleted_in_the_admin() -> None:
    avila = city("avila")
    member(avila, "mina")
    answer = browser_of(person(Role.ADMINISTRATOR)).post(f"/admin/city/delete/{avila.pk}/", follow=True)
    assert City.objects.filter(pk=avila.pk).exists() and "still used" in answer.content.decode()
