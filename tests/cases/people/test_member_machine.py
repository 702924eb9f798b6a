"""Members of cities under everything that can happen to them in any order, beside a model of a few lines.

Never two running memberships of a person in a city, never one without somebody's right to give it, none lost.
"""

from contextlib import contextmanager
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from cases.models import City
from cases.people.choices import HandedTo
from cases.people.models import CityInvitation, Membership, MembershipRequest
from cases.people.permissions import MemberRole
from cases.people.services import city_invitations, membership_requests, memberships
from cases.people.services.hand_over import Successor
from cases.people.services.memberships import higher
from cases.people.signals import invited_to_city, membership_ended
from cases.permissions import Role
from cases.services.merge_cities import merge_cities
from tests.cases.roles import person

from .cities import COORDINATOR, account, city, heard

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]
REFUSALS = (
    PermissionDenied,
    city_invitations.AlreadyMemberError,
    city_invitations.TooManyInvitationsError,
    city_invitations.NotAcceptableError,
    membership_requests.MemberOrAskedError,
    membership_requests.AlreadyDecidedError,
    memberships.LastCoordinatorError,
    memberships.NotRunningError,
)
NAMES = ("ada", "bea", "cem", "dua")
numbers, roles = st.integers(0, 9), st.sampled_from(MemberRole.values)


class Members(RuleBasedStateMachine):
    """Two or three cities, four people who come and go, and an administrator."""

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.manager = person(Role.ADMINISTRATOR, "manager")
        self.people = {name: account(name) for name in NAMES}
        self.cities = [city(slug) for slug in ("avila", "burgos", "cuenca")]
        self.members: dict[tuple[str, int], str] = {}  # by person and city
        self.asked: dict[int, tuple[str, int]] = {}  # open requests by key
        self.invited: dict[str, dict[str, Any]] = {}  # invitations by secret

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    def one(self, number: int) -> User:
        """Somebody: a person or the administrator."""
        everyone = [*self.people.values(), self.manager]
        return everyone[number % len(everyone)]

    def place(self, number: int) -> City:
        """A city that there is."""
        return City.objects.get(pk=self.cities[number % len(self.cities)].pk)

    def decides(self, who: User, of: int) -> bool:
        """Whether the model lets somebody decide about members of a city."""
        return who == self.manager or self.members.get((who.username, of)) == COORDINATOR

    @contextmanager
    def refused_unless(self, is_right: bool) -> Any:
        """Does what may be done, and is refused what may not."""
        try:
            with transaction.atomic():
                yield
        except REFUSALS as error:
            assert not is_right, f"refused: {error!r}"
        else:
            assert is_right, "done without a right"

    def coordinators(self, of: int) -> int:
        return sum(role == COORDINATOR for (_name, where), role in self.members.items() if where == of)

    @rule(by=numbers, where=numbers, whom=st.sampled_from(NAMES), role=roles)
    def invite(self, by: int, where: int, whom: str, role: str) -> None:
        who, of = self.one(by), self.place(where)
        is_right = self.decides(who, of.pk) and (whom not in self.people or (whom, of.pk) not in self.members)
        with heard(invited_to_city) as said, self.refused_unless(is_right):
            city_invitations.invite(of, f"{whom}@example.org", role, who, language="en")
        if is_right:
            for former in self.invited.values():
                if (former["whom"], former["city"]) == (whom, of.pk):
                    former["open"] = False
            self.invited[said[0]["secret"]] = {
                "whom": whom, "city": of.pk, "role": role, "by": who.username, "open": True
            }  # fmt: skip

    @precondition(lambda self: self.invited)
    @rule(which=numbers, by=numbers)
    def accept(self, which: int, by: int) -> None:
        secret = list(self.invited)[which % len(self.invited)]
        told, who = self.invited[secret], self.one(by)
        with self.refused_unless(told["open"] and who.username == told["whom"]):
            city_invitations.accept(secret, who)
        if told["open"] and who.username == told["whom"]:
            told["open"] = False
            key = (who.username, told["city"])
            self.members[key] = higher(self.members.get(key, told["role"]), told["role"])
            self.asked = {pk: each for pk, each in self.asked.items() if each != key}

    @precondition(lambda self: self.invited)
    @rule(which=numbers, by=numbers)
    def revoke(self, which: int, by: int) -> None:
        secret = list(self.invited)[which % len(self.invited)]
        told, who = self.invited[secret], self.one(by)
        found = CityInvitation.objects.filter(digest=city_invitations.digest_of(secret)).first()
        if found is not None:
            with self.refused_unless(self.decides(who, told["city"])):
                assert city_invitations.revoke(found, who) == told["open"]
            told["open"] = told["open"] and not self.decides(who, told["city"])

    @rule(by=numbers, where=numbers, role=roles)
    def ask(self, by: int, where: int, role: str) -> None:
        who, of = self.one(by), self.place(where)
        key = (who.username, of.pk)
        is_right = key not in self.members and key not in self.asked.values()
        with self.refused_unless(is_right):
            self.asked[membership_requests.ask_to_join(of, who, role).pk] = key

    @precondition(lambda self: self.asked)
    @rule(which=numbers, by=numbers, role=roles, how=st.sampled_from(["approve", "refuse", "withdraw", "twice"]))
    def decide(self, which: int, by: int, role: str, how: str) -> None:
        pk = list(self.asked)[which % len(self.asked)]
        request, who, key = MembershipRequest.objects.get(pk=pk), self.one(by), self.asked[pk]
        is_right = who.username == key[0] if how == "withdraw" else self.decides(who, key[1])
        with self.refused_unless(is_right):
            if how == "withdraw":
                membership_requests.withdraw(request, who)
            elif how == "refuse":
                membership_requests.refuse(request, who, "No")
            else:
                membership_requests.approve(request, who, role)
        if is_right:
            del self.asked[pk]
            if how in ("approve", "twice"):
                self.members[key] = role
        if is_right and how == "twice":
            with self.refused_unless(False):
                membership_requests.refuse(request, self.manager, "Too late")

    @precondition(lambda self: self.members)
    @rule(which=numbers, by=numbers, role=roles)
    def change_role(self, which: int, by: int, role: str) -> None:
        key, who = list(self.members)[which % len(self.members)], self.one(by)
        found = Membership.objects.get(person__username=key[0], city=key[1], until=None)
        is_last = self.members[key] == COORDINATOR and self.coordinators(key[1]) == 1
        is_right = self.decides(who, key[1]) and (role == self.members[key] or not is_last)
        with self.refused_unless(is_right):
            memberships.change_role(found, role, who)
        if is_right:
            self.members[key] = role

    @precondition(lambda self: self.members)
    @rule(which=numbers, by=numbers, heir=st.sampled_from([None, *NAMES]))
    def end(self, which: int, by: int, heir: str | None) -> None:
        key, who = list(self.members)[which % len(self.members)], self.one(by)
        found = Membership.objects.get(person__username=key[0], city=key[1], until=None)
        is_last = self.members[key] == COORDINATOR and self.coordinators(key[1]) == 1
        follows = heir is None or (heir != key[0] and (heir, key[1]) in self.members)
        is_right = (who.username == key[0] or self.decides(who, key[1])) and follows
        successor = None if heir is None else Successor(HandedTo.MEMBER, self.people.get(heir))
        with heard(membership_ended) as said, self.refused_unless(is_right):
            ended = memberships.end(found, who, successor)
        if is_right:
            assert len(said) == 1 and (ended.handed_to != HandedTo.NOBODY or not is_last), "left silently"
            del self.members[key]
            if heir is not None and is_last:
                self.members[heir, key[1]] = COORDINATOR

    @precondition(lambda self: len(self.cities) > 2)
    @rule(gone=numbers, stays=numbers)
    def merge(self, gone: int, stays: int) -> None:
        one, other = self.place(gone), self.place(stays)
        if one == other:
            return
        self.cities = [each for each in self.cities if each.pk != one.pk]
        gone, stays = one.pk, other.pk
        merge_cities(one, other)
        for (name, where), role in list(self.members.items()):
            if where == gone:
                del self.members[name, where]
                self.members[name, stays] = higher(role, self.members.get((name, stays), role))
        there = {told["whom"] for told in self.invited.values() if told["open"] and told["city"] == stays}
        for told in self.invited.values():
            if told["city"] == gone:
                told["open"], told["city"] = told["open"] and told["whom"] not in there, stays
        for pk, (name, where) in sorted(self.asked.items(), key=lambda item: item[1][1] == gone):
            key = (name, stays)
            others = [each for other_pk, each in self.asked.items() if other_pk != pk]
            if where in (gone, stays) and (key in self.members or (where == gone and key in others)):
                del self.asked[pk]
            elif where == gone:
                self.asked[pk] = key

    @rule(name=st.sampled_from(NAMES))
    def delete_and_come_again(self, name: str) -> None:
        with heard(membership_ended) as said:
            self.people[name].delete()
        assert len(said) == len([key for key in self.members if key[0] == name]), "each is handed over"
        self.members = {key: role for key, role in self.members.items() if key[0] != name}
        self.asked = {pk: key for pk, key in self.asked.items() if key[0] != name}
        self.people[name] = account(name)

    @invariant()
    def is_as_the_model_says(self) -> None:
        running = [(row[:2], row[2]) for row in Membership.objects.filter(until=None).values_list(
            "person__username", "city", "role")]  # fmt: skip
        assert len({key for key, _role in running}) == len(running), "two of a person in a city"
        assert dict(running) == self.members
        waiting = MembershipRequest.objects.filter(state="open").values_list("pk", "person__username", "city")
        assert {pk: (name, where) for pk, name, where in waiting} == self.asked

    @invariant()
    def every_open_invitation_is_somebodys_who_may(self) -> None:
        """Those that are void are learnt here; none is open that the model has closed."""
        for secret, told in self.invited.items():
            found = CityInvitation.objects.filter(digest=city_invitations.digest_of(secret)).first()
            is_open = found is not None and found.is_open()
            assert told["open"] or not is_open, "open again"
            told["open"] = is_open
            if found is not None and is_open and found.invited_by:
                assert self.decides(found.invited_by, found.city_id), "worth more than who sent it"


def test_members_come_and_go_as_the_model_says() -> None:
    few = settings(
        max_examples=25,
        stateful_step_count=25,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        derandomize=False,
    )
    run_state_machine_as_test(Members, settings=few)
