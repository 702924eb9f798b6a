"""Requests to join a city: asked, decided, withdrawn."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from cases.models import City
from cases.people.choices import Beginning, RequestState
from cases.people.models import Membership, MembershipRequest
from cases.people.permissions import Action, may
from cases.people.selectors.members import deciders_of
from cases.people.signals import membership_decided, membership_requested, request_withdrawn

from .locked import lock, lock_city
from .member_log import ASKED, DECIDED, note
from .memberships import begin

MOST_OPEN = 10  # of a person


class MemberOrAskedError(Exception):
    """Error where a person is a member of the city, or has asked already."""


class TooManyRequestsError(Exception):
    """Error where a person has asked of too many cities at a time."""


class AlreadyDecidedError(Exception):
    """Error where another has decided, or the person has withdrawn the request. ``request``: as it is now."""

    def __init__(self, request: MembershipRequest) -> None:
        super().__init__(request.state)
        self.request = request


@transaction.atomic
def ask_to_join(city: City, person: Any, role: str, text: str = "") -> MembershipRequest:
    """Asks for a person to be taken into a city.

    Raises PermissionDenied, MemberOrAskedError, TooManyRequestsError, GoneError.
    """
    city = lock_city(city)
    if not may(person, Action.JOIN, city) or not city.is_confirmed:
        raise PermissionDenied
    mine = MembershipRequest.objects.filter(person=person, state=RequestState.OPEN)
    is_member = Membership.objects.filter(person=person, city=city, until=None).exists()
    if is_member or mine.filter(city=city).exists():
        raise MemberOrAskedError
    if mine.count() >= MOST_OPEN:
        raise TooManyRequestsError
    request = MembershipRequest.objects.create(city=city, person=person, role=role, text=text)
    note(request, ASKED, person, role=role)
    membership_requested.send(sender=MembershipRequest, request=request, deciders=deciders_of(city))
    return request


@transaction.atomic
def approve(request: MembershipRequest, by: Any, role: str) -> Membership:
    """Takes a person into the city, in this role. Raises PermissionDenied, AlreadyDecidedError, GoneError."""
    found = _to_decide(request, by)
    membership = begin(found.city, found.person, role, by, Beginning.APPROVED)
    _decide(found, RequestState.APPROVED, by, membership)
    return membership


@transaction.atomic
def refuse(request: MembershipRequest, by: Any, reason: str) -> None:
    """Refuses a request, with the reason that the person reads. Raises as ``approve`` does."""
    found = _to_decide(request, by)
    found.reason = reason
    _decide(found, RequestState.REFUSED, by, None)


@transaction.atomic
def withdraw(request: MembershipRequest, by: Any) -> None:
    """Withdraws a request of one's own. Raises PermissionDenied, AlreadyDecidedError, GoneError."""
    found = lock(request)
    if not may(by, Action.WITHDRAW, found):
        raise PermissionDenied
    if found.state != RequestState.OPEN:
        raise AlreadyDecidedError(found)
    found.state, found.decided_at, found.decided_by = RequestState.WITHDRAWN, timezone.now(), by
    found.save()
    note(found, DECIDED, by, state=str(found.state))
    request_withdrawn.send(sender=MembershipRequest, request=found)


def _to_decide(request: MembershipRequest, by: Any) -> MembershipRequest:
    found = lock(request)
    if not may(by, Action.DECIDE, found):
        raise PermissionDenied
    if found.state != RequestState.OPEN:
        raise AlreadyDecidedError(found)
    return found


def _decide(request: MembershipRequest, state: RequestState, by: Any, membership: Membership | None) -> None:
    request.state, request.decided_at, request.decided_by = state, timezone.now(), by
    request.save()
    note(request, DECIDED, by, state=str(state))
    membership_decided.send(sender=MembershipRequest, request=request, membership=membership, by=by)
