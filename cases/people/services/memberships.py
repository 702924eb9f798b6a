"""Memberships: begun, given another role, ended with a hand-over."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from cases.models import City
from cases.people.choices import Beginning, Ending, HandedTo
from cases.people.models import Membership
from cases.people.permissions import Action, MemberRole, may
from cases.people.selectors.contacts import successors_of
from cases.people.signals import membership_begun, membership_ended, role_changed
from cases.signals import section_changed

from .hand_over import Successor, hand_over, is_last_coordinator, open_items, usual_successor
from .locked import lock, lock_city
from .member_log import BEGUN, ENDED, ROLE, note

_ORDER = [str(role) for role in MemberRole]


class NotRunningError(Exception):
    """Error where a membership has ended already."""


class LastCoordinatorError(Exception):
    """Error where a city would be left without a coordinator, and nobody said who follows."""


def higher(one: str, other: str) -> str:
    """The role of two that may do more."""
    return max(one, other, key=_ORDER.index)


@transaction.atomic
def appoint(city: City, person: Any, role: str, by: Any) -> Membership:
    """Makes somebody a member, as administrators may without asking. Raises PermissionDenied."""
    if not may(by, Action.KEEP_MEMBERS):
        raise PermissionDenied
    return begin(lock_city(city), person, role, by)


@transaction.atomic
def begin(city: City, person: Any, role: str, by: Any, how: Beginning = Beginning.APPOINTED) -> Membership:
    """Membership from now; of a member, the one there is, in whichever role is the higher.

    For services that hold the lock of the city and have asked whether this may be.
    """
    found = Membership.objects.select_for_update(of=("self",)).filter(city=city, person=person, until=None).first()
    if found is not None:
        if higher(found.role, role) != found.role:
            _turn(found, role, by)
        return found
    begun = Membership.objects.create(city=city, person=person, role=role)
    note(begun, BEGUN, by, role=role)
    membership_begun.send(sender=Membership, membership=begun, by=by, how=how)
    section_changed.send(sender=Membership)
    return begun


@transaction.atomic
def change_role(membership: Membership, role: str, by: Any) -> Membership:
    """Gives a member another role. Raises PermissionDenied, NotRunningError, LastCoordinatorError, GoneError."""
    found = lock(membership)
    if not may(by, Action.CHANGE_ROLE, found):
        raise PermissionDenied
    if not found.is_running:
        raise NotRunningError
    if found.role == role:
        return found
    if is_last_coordinator(found):
        raise LastCoordinatorError
    _turn(found, role, by)
    return found


@transaction.atomic
def end(membership: Membership, by: Any, successor: Successor | None = None) -> Membership:
    """Ends a membership: by its person, a coordinator or an administrator; what is open goes to the successor.

    Raises PermissionDenied, NotRunningError, GoneError, and LastCoordinatorError where the last coordinator is to be
    followed by somebody who is no other member.
    """
    found = lock(membership)
    is_own = may(by, Action.LEAVE, found)
    if not is_own and not may(by, Action.END, found):
        raise PermissionDenied
    return _end(found, Ending.LEFT if is_own else Ending.ENDED, by, successor)


@transaction.atomic
def end_all_of(person: Any) -> list[Membership]:
    """Ends every membership of somebody whose account is deleted; what is open goes where it usually goes."""
    running = Membership.objects.filter(person=person, until=None).order_by("city_id")
    return [_end(lock(membership), Ending.DELETED, None, None) for membership in running]


def _end(found: Membership, ending: Ending, by: Any, successor: Successor | None) -> Membership:
    if not found.is_running:
        raise NotRunningError
    items, was_last = open_items(found), is_last_coordinator(found)
    heir = successor or usual_successor(found)
    found.ending, found.ended_by = ending, by
    if heir.kind == HandedTo.MEMBER:
        _promote(found, heir, by, was_last=was_last)
    if items:
        hand_over(found, heir)
    found.until = max(timezone.now(), found.since)
    found.handed_to = heir.kind if items or was_last else HandedTo.NOBODY
    found.successor = heir.person if found.handed_to == HandedTo.MEMBER else None
    found.save()
    note(found, ENDED, by, ending=str(ending), handed_to=str(found.handed_to), items=len(items))
    membership_ended.send(sender=Membership, membership=found, successor=heir, items=items, by=by)
    section_changed.send(sender=Membership)
    return found


def _promote(leaving: Membership, heir: Successor, by: Any, *, was_last: bool) -> None:
    """Makes the member who follows the last coordinator the coordinator. Raises LastCoordinatorError for no member."""
    other = successors_of(leaving).filter(person=heir.person).first()
    if other is None:
        raise LastCoordinatorError
    if was_last and other.role != MemberRole.COORDINATOR:
        _turn(other, MemberRole.COORDINATOR, by)


def _turn(membership: Membership, role: str, by: Any) -> None:
    before, membership.role = membership.role, role
    membership.save(update_fields=["role"])
    note(membership, ROLE, by, before=before, role=role)
    role_changed.send(sender=Membership, membership=membership, before=before, by=by)
    section_changed.send(sender=Membership)
