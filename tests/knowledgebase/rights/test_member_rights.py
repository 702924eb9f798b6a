"""The table of members of cities, walked by people who have a role in one city and none in another."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.template.backends.django import Template
from django.utils.translation import override

from cases.people.models import Membership
from cases.people.permissions import MemberRole
from search.sync.rebuild import rebuild
from tests.permission_tables import may_by

from .addresses import addresses
from .samples import samples
from .test_rights import lines
from .walking import ACCOUNT, METHODS, Visitor
from .world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]
ROOM = "people:"


@pytest.fixture
def world(starter_records: list[dict[str, Any]], settings: Any, tmp_path: Path, monkeypatch: Any) -> World:
    """A site in which an account has a city of its own."""
    settings.MEDIA_ROOT = tmp_path
    cache.clear()
    monkeypatch.setattr(Template, "render", lambda *args, **kwargs: "")
    with override("en"):
        made = World(User.objects.create_user(ACCOUNT), starter_records)
    Membership.objects.create(city=made.mine.circle.city, person=made.mine.user)
    return made


def wrong(world: World, role: MemberRole, *, only: str) -> list[str]:
    """Doors whose answer is not that of the tables, for somebody with this role in the city that is theirs."""
    Membership.objects.filter(person=world.mine.user).update(role=role)
    visitor, tables = Visitor(world.mine.user), dict(lines())
    with override("en"):
        return [
            f"{role} {method} {sample.label} {sample.of}: {is_let_in}"
            for address in addresses()
            if address.label.startswith(only)
            for sample in samples(address, world)
            for method, is_let_in in visitor.doors(sample, METHODS)
            if is_let_in != may_by(*_asked(tables.get((sample.label, method), {}), role), own=sample.of != "others")
        ]


def _asked(scopes: Any, role: MemberRole) -> tuple[Any, str]:
    """The line of a door and the column that counts: of their room's that of the role, elsewhere that of an account."""
    is_of_room = any(member in scopes for member in MemberRole) or not scopes
    return scopes, str(role) if is_of_room else ACCOUNT


def test_members_are_let_in_to_their_city_and_to_no_other(world: World) -> None:
    assert len([address for address in addresses() if address.label.startswith(ROOM)]) >= 14
    assert [door for role in MemberRole for door in wrong(world, role, only=ROOM)] == []


@pytest.mark.slow
def test_elsewhere_a_coordinator_is_what_any_account_is(world: World) -> None:
    rebuild()
    assert wrong(world, MemberRole.COORDINATOR, only="") == []


def test_whoever_is_a_member_leaves_the_city(world: World) -> None:
    """Which the walk does not: what it ends is somebody else's."""
    mine = Membership.objects.get(person=world.mine.user)
    path = f"/en/cities/{mine.city.slug}/members/{mine.pk}/end/"
    assert Visitor(world.theirs.user)._client.get(path).status_code == 404
    visitor = Visitor(world.mine.user)
    assert visitor._client.get(path).status_code == 200
    assert visitor._client.post(path).status_code == 302
    mine.refresh_from_db()
    assert not mine.is_running
