"""Every line of the table of this room, asked of the rules as every person, by Django's own ``has_perm`` too."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, User

from cases.models import City
from cases.people.models import Expert, Membership, MembershipRequest
from cases.people.permissions import ACCOUNT, PERMISSIONS, ROLES, Action, MemberRole, allowed, may, name_of
from cases.permissions import Role
from tests.cases.roles import person
from tests.permission_tables import may_by

from .cities import account, city

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]
PERSONAL = (Action.WITHDRAW, Action.LEAVE, Action.KEEP_RECORD)  # of a thing that has a person, not of a city


@pytest.fixture
def cities() -> tuple[City, City]:
    """One's own city, and another."""
    return city("avila"), city("burgos")


def somebody(role: str, own: City) -> User:
    """A person of that role."""
    if role in map(str, Role):
        return person(Role(role))
    found = account("somebody")
    if role in MemberRole.values:
        Membership.objects.create(city=own, person=found, role=role)
    return found


def things(action: Action, who: User, cities: tuple[City, City]) -> list[Any]:
    """A thing that is the person's own, or of their city; and one that is neither."""
    if action not in PERSONAL:
        return list(cities)
    others = User.objects.create_user("other")
    make: dict[Action, Any] = {
        Action.WITHDRAW: lambda each: MembershipRequest.objects.create(city=cities[1], person=each),
        Action.LEAVE: lambda each: Membership.objects.create(city=cities[1], person=each),
        Action.KEEP_RECORD: lambda each: Expert.objects.create(person=each),
    }
    return [make[action](each) for each in (who, others)]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("action", Action)
def test_a_person_may_what_the_table_says(action: Action, role: str, cities: tuple[City, City]) -> None:
    who, scopes = somebody(role, cities[0]), PERMISSIONS[action]
    for thing, own in zip(things(action, who, cities), (True, False), strict=True):
        expected = may_by(scopes, role, own=own) or may_by(scopes, ACCOUNT, own=own)
        assert may(who, action, thing) == expected
        assert who.has_perm(name_of(action), thing) == (expected or role == Role.SUPERUSER)
    named = [each for each in (role, ACCOUNT) if each not in MemberRole.values]
    assert may(who, action) == any(may_by(scopes, each, own=False) for each in named), "where no thing is named"


@pytest.mark.parametrize("action", Action)
def test_who_is_not_logged_in_or_whose_account_is_closed_may_nothing(action: Action, cities: tuple[City, City]) -> None:
    closed = somebody(MemberRole.COORDINATOR, cities[0])
    closed.is_active = False
    for who in (AnonymousUser(), closed):
        assert not may(who, action, cities[0]) and not who.has_perm(name_of(action), cities[0])


def test_a_membership_that_ended_gives_nothing(cities: tuple[City, City]) -> None:
    who = somebody(MemberRole.COORDINATOR, cities[0])
    assert may(who, Action.INVITE, cities[0])
    found = Membership.objects.get(person=who)
    found.until = found.since
    found.save()
    assert not may(who, Action.INVITE, cities[0])


def test_two_roles_at_once_are_each_of_their_city(cities: tuple[City, City]) -> None:
    who = somebody(MemberRole.COORDINATOR, cities[0])
    Membership.objects.create(city=cities[1], person=who, role=MemberRole.READER)
    assert [may(who, Action.INVITE, each) for each in cities] == [True, False]
    assert [may(who, Action.SEE_MEMBERS, each) for each in cities] == [True, True]
    assert not may(who, Action.SEE_MEMBERS, city("cuenca"))


@pytest.mark.parametrize("action", Action)
def test_the_table_alone_decides(action: Action) -> None:
    """``allowed`` is a pure function of action, roles and whose the thing is."""
    for role in ROLES:
        for own in (True, False):
            assert allowed(action, [(role, own)]) == may_by(PERMISSIONS[action], role, own=own)
    assert not allowed(action, [])


@pytest.mark.parametrize("role", [Role.AUTHOR, Role.EDITOR, Role.ADMINISTRATOR])
def test_wagtail_is_told_by_the_same_table(role: Role) -> None:
    who = person(role)
    is_keeper, is_editor = role == Role.ADMINISTRATOR, role != Role.AUTHOR
    assert [who.has_perm(f"people.{verb}_membership") for verb in ("view", "add", "delete")] == [
        is_keeper,
        is_keeper,
        False,
    ]
    assert [who.has_perm(f"people.{verb}_expert") for verb in ("view", "change", "delete")] == [is_editor] * 3
    assert who.has_perm("people.change_citycontact") == is_editor and not who.has_perm("people.delete_citycontact")
    assert not who.has_perm("people.nothing_of_the_kind")
