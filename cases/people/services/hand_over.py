"""Hand-over: what is open for a membership that ends, and to whom it goes.

A room that gives members something to do registers ``OpenWork``; whoever leaves reads on the page what is open and who
gets it, and the room is told in the same transaction.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from cases.people.choices import HandedTo
from cases.people.models import Membership
from cases.people.permissions import MemberRole
from cases.people.selectors.contacts import contact_of, successors_of

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class OpenItem:
    """Something that somebody has begun or is to do as a member, as the page says it. ``url``: where it is, or ""."""

    title: "str | _StrPromise"
    url: str = ""


@dataclass(frozen=True, slots=True)
class Successor:
    """Receiver of what is open: a member, the mailbox of the city, or the editors of this site."""

    kind: HandedTo
    person: Any = None
    address: str = ""


class OpenWork(Protocol):
    """Kind of work of which members may have something open."""

    def find(self, membership: Membership) -> Sequence[OpenItem]:
        """Finds what is open for a membership."""

    def hand_over(self, membership: Membership, successor: Successor) -> None:
        """Gives all of it to the successor. Called while the membership ends, in its transaction."""


_kinds: dict[str, OpenWork] = {}


def register_open_work(name: str, work: OpenWork) -> None:
    """Adds a kind of work; a name stands once."""
    _kinds[name] = work


def unregister_open_work(name: str) -> None:
    """Takes a kind of work out again."""
    _kinds.pop(name, None)


def open_items(membership: Membership) -> list[OpenItem]:
    """Everything that is open for a membership."""
    return [item for name in sorted(_kinds) for item in _kinds[name].find(membership)]


def hand_over(membership: Membership, successor: Successor) -> None:
    """Gives everything that is open to the successor."""
    for name in sorted(_kinds):
        _kinds[name].hand_over(membership, successor)


def is_last_coordinator(membership: Membership) -> bool:
    """Whether nobody would coordinate the city any more."""
    others = successors_of(membership).filter(role=MemberRole.COORDINATOR)
    return membership.role == MemberRole.COORDINATOR and not others.exists()


def usual_successor(membership: Membership) -> Successor:
    """Receiver where nobody chose one: another coordinator, else the mailbox of the city, else the editors."""
    other = successors_of(membership).filter(role=MemberRole.COORDINATOR).first()
    return Successor(HandedTo.MEMBER, other.person) if other else office_of(membership)


def office_of(membership: Membership) -> Successor:
    """Mailbox of the city, or the editors where there is none that is reached."""
    contact = contact_of(membership.city)
    if contact.mailbox and not contact.unreachable_since:
        return Successor(HandedTo.MAILBOX, address=contact.mailbox)
    return Successor(HandedTo.EDITORS)
