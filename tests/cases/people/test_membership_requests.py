"""Requests to join a city: decided once, by whoever may, with a reason."""

import pytest
from django.core.exceptions import PermissionDenied

from cases.models import City
from cases.people.models import Membership
from cases.people.services import membership_requests
from cases.people.services.membership_requests import (
    AlreadyDecidedError,
    MemberOrAskedError,
    TooManyRequestsError,
    approve,
    ask_to_join,
    refuse,
    withdraw,
)
from cases.people.signals import membership_decided, membership_requested, request_withdrawn
from cases.permissions import Role
from tests.cases.roles import person

from .cities import CONTRIBUTOR, COORDINATOR, READER, account, city, heard, member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]


def test_a_coordinator_approves_in_the_role_that_fits() -> None:
    avila = city("avila")
    boss, mina = member(avila, "boss", COORDINATOR), account("mina")
    with heard(membership_requested) as asked, heard(membership_decided) as decided:
        request = ask_to_join(avila, mina, COORDINATOR, "Planner")
        membership = approve(request, boss.person, CONTRIBUTOR)
    assert asked[0]["deciders"] == [boss.person] and asked[0]["request"] == request
    assert decided[0]["membership"] == membership and decided[0]["by"] == boss.person
    assert membership.role == CONTRIBUTOR and membership.person == mina


def test_where_nobody_coordinates_administrators_are_asked() -> None:
    manager = person(Role.ADMINISTRATOR)
    person(Role.EDITOR)
    with heard(membership_requested) as asked:
        request = ask_to_join(city("avila"), account("mina"), READER)
    assert asked[0]["deciders"] == [manager]
    assert approve(request, manager, READER).role == READER


def test_a_refusal_says_why_and_makes_no_member() -> None:
    avila = city("avila")
    boss, mina = member(avila, "boss", COORDINATOR), account("mina")
    request = ask_to_join(avila, mina, READER)
    with heard(membership_decided) as decided:
        refuse(request, boss.person, "Not of our office")
    assert decided[0]["request"].reason == "Not of our office" and decided[0]["membership"] is None
    assert not mina.memberships.exists()
    assert ask_to_join(avila, mina, READER).pk != request.pk, "and may ask again"


def test_of_two_who_decide_at_once_one_is_told_that_it_is_done() -> None:
    avila = city("avila")
    boss, other = member(avila, "boss", COORDINATOR), member(avila, "other", COORDINATOR)
    request = ask_to_join(avila, account("mina"), READER)
    seen_by_other = type(request).objects.get(pk=request.pk)
    approve(request, boss.person, READER)
    for late in (
        lambda: refuse(seen_by_other, other.person, "No"),
        lambda: approve(seen_by_other, other.person, READER),
    ):
        with pytest.raises(AlreadyDecidedError) as refused:
            late()
        assert refused.value.request.decided_by == boss.person
    assert Membership.objects.filter(city=avila).count() == 3


def test_a_request_is_withdrawn_by_its_person_alone() -> None:
    avila = city("avila")
    boss, mina = member(avila, "boss", COORDINATOR), account("mina")
    request = ask_to_join(avila, mina, READER)
    for by in (boss.person, person(Role.SUPERUSER)):
        with pytest.raises(PermissionDenied):
            withdraw(request, by)
    with heard(request_withdrawn) as said:
        withdraw(request, mina)
    assert said[0]["request"].state == "withdrawn"
    with pytest.raises(AlreadyDecidedError):
        approve(request, boss.person, READER)


def test_nobody_asks_twice_nor_as_a_member_nor_of_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    avila = city("avila")
    mina = account("mina")
    ask_to_join(avila, mina, READER)
    for who in (mina, member(avila, "boss").person):
        with pytest.raises(MemberOrAskedError):
            ask_to_join(avila, who, READER)
    monkeypatch.setattr(membership_requests, "MOST_OPEN", 1)
    with pytest.raises(TooManyRequestsError):
        ask_to_join(city("burgos"), mina, READER)


def test_a_city_that_an_author_asked_for_has_no_members_yet() -> None:
    avila = city("avila")
    City.objects.filter(pk=avila.pk).update(is_confirmed=False)
    with pytest.raises(PermissionDenied):
        ask_to_join(avila, account("mina"), READER)


def test_only_who_may_decides() -> None:
    avila = city("avila")
    request = ask_to_join(avila, account("mina"), READER)
    others = (member(city("burgos"), "stranger", COORDINATOR).person, member(avila, "reader", READER).person,
              member(avila, "writer").person, person(Role.EDITOR), request.person)  # fmt: skip
    for by in others:
        with pytest.raises(PermissionDenied):
            approve(request, by, READER)
        with pytest.raises(PermissionDenied):
            refuse(request, by, "No")
