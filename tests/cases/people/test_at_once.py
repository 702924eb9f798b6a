"""Two people who decide at the same moment, in two connections: one is done, the other is told so."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from cases.people.models import Membership, MembershipRequest
from cases.people.services.city_invitations import NotAcceptableError, accept, invite
from cases.people.services.membership_requests import AlreadyDecidedError, approve, ask_to_join, refuse
from cases.people.services.memberships import LastCoordinatorError, change_role
from cases.people.signals import invited_to_city
from cases.services.merge_cities import merge_cities

from .cities import COORDINATOR, READER, account, city, heard, member

pytestmark = pytest.mark.django_db(transaction=True)
TOLD = (AlreadyDecidedError, NotAcceptableError, LastCoordinatorError)


def at_once(*done: Callable[[], Any]) -> list[str]:
    """Does these in a connection each, at the same moment; what became of each, in order."""
    start, found = threading.Barrier(len(done)), ["nothing"] * len(done)

    def run(number: int) -> None:
        start.wait()
        try:
            done[number]()
            found[number] = "done"
        except TOLD as error:
            found[number] = type(error).__name__
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[number]) for number in range(len(done))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def test_one_approves_while_another_refuses() -> None:
    avila = city("avila")
    boss, other = member(avila, "boss", COORDINATOR), member(avila, "other", COORDINATOR)
    request = ask_to_join(avila, account("mina"), READER)
    found = at_once(lambda: approve(request, boss.person, READER), lambda: refuse(request, other.person, "No"))
    assert sorted(found) == ["AlreadyDecidedError", "done"]
    is_approved = MembershipRequest.objects.get().state == "approved"
    assert Membership.objects.filter(city=avila).count() == 2 + is_approved
    assert found[0] == ("done" if is_approved else "AlreadyDecidedError")


def test_one_person_accepts_twice() -> None:
    avila = city("avila")
    boss, mina = member(avila, "boss", COORDINATOR), account("mina")
    with heard(invited_to_city) as said:
        invite(avila, "mina@example.org", READER, boss.person, language="en")
    secret = said[0]["secret"]
    assert sorted(at_once(*[lambda: accept(secret, mina)] * 3)) == ["NotAcceptableError"] * 2 + ["done"]
    assert mina.memberships.count() == 1


def test_two_coordinators_step_down() -> None:
    avila = city("avila")
    boss, other = member(avila, "boss", COORDINATOR), member(avila, "other", COORDINATOR)
    found = at_once(*(lambda of=of: change_role(of, READER, of.person) for of in (boss, other)))
    assert sorted(found) == ["LastCoordinatorError", "done"]
    assert Membership.objects.filter(city=avila, role=COORDINATOR).count() == 1


def test_a_request_is_approved_while_its_city_is_merged() -> None:
    avila, burgos = city("avila"), city("burgos")
    boss, mina = member(avila, "boss", COORDINATOR), account("mina")
    member(burgos, "mina", READER)
    request = ask_to_join(avila, mina, READER)
    found = at_once(lambda: approve(request, boss.person, COORDINATOR), lambda: merge_cities(avila, burgos))
    assert found[1] == "done" and found[0] in ("done", "AlreadyDecidedError")
    [running] = Membership.objects.filter(person=mina, until=None)
    assert running.city == burgos and running.role == (COORDINATOR if found[0] == "done" else READER)
