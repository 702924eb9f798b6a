"""Cities and their people, for tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.auth.models import User
from django.dispatch import Signal

from cases.models import City
from cases.people.models import Membership
from cases.people.permissions import MemberRole
from cases.people.services.memberships import begin

COORDINATOR, CONTRIBUTOR, READER = MemberRole.COORDINATOR, MemberRole.CONTRIBUTOR, MemberRole.READER


def city(slug: str, country: str = "ES") -> City:
    """A city of that name."""
    return City.objects.create(
        slug=slug, code_prefix=f"Q{slug[:2]}".upper(), names={"en": slug.title()}, country=country
    )


def account(name: str, **changes: Any) -> User:
    """An account without a role, with an address."""
    return User.objects.create_user(name, email=f"{name}@example.org", password="x", **changes)


def member(of: City, name: str, role: str = CONTRIBUTOR) -> Membership:
    """A member of a city, whose account is made where there is none."""
    person = User.objects.filter(username=name).first() or account(name)
    return begin(of, person, role, None)


class Heard(list[dict[str, Any]]):
    """Everything that a signal said."""

    def __call__(self, **said: Any) -> None:
        said.pop("signal")
        self.append(said)


@contextmanager
def heard(signal: Signal) -> Iterator[Heard]:
    """Listens to a signal for a while, as another room does."""
    found = Heard()
    signal.connect(found, weak=False)
    try:
        yield found
    finally:
        signal.disconnect(found)
