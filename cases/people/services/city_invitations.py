"""Invitations to cities: sent, taken back, accepted."""

import secrets
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import ngettext, override

from cases.models import City
from cases.people.choices import Beginning, Ending, RequestState
from cases.people.models import CityInvitation, Membership, MembershipRequest
from cases.people.permissions import Action, MemberRole, may
from cases.people.selectors.invitations import find_invitation, obstacle
from cases.people.selectors.members import open_invitations, running
from cases.people.selectors.own_addresses import own_addresses
from cases.people.signals import invitation_ended, invited_to_city, request_withdrawn
from cases.selectors.localized_format import number
from cases.written.secrets import digest_of

from .hand_over import OpenItem, Successor, usual_successor
from .locked import GoneError, lock, lock_city
from .member_log import INVITED, REVOKED, note
from .memberships import begin

SECRET_BYTES = 24
MOST_OPEN = 100  # of a city
MOST_A_DAY = 30  # of a person, so that nobody mails half the world from here


class AlreadyMemberError(Exception):
    """Error where the invited address is that of a member."""


class TooManyInvitationsError(Exception):
    """Error where a city has too many open invitations, or a person sent too many in a day."""


class NotAcceptableError(Exception):
    """Error where an invitation cannot be accepted. ``word``: why, as ``obstacle`` says it."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


@transaction.atomic
def invite(city: City, email: str, role: str, by: Any, *, language: str, note_text: str = "") -> CityInvitation:
    """Invites an address; one that was invited before and has not answered gets a new link, and the old one is void.

    Raises PermissionDenied, AlreadyMemberError, TooManyInvitationsError, GoneError.
    """
    city = lock_city(city)
    if not may(by, Action.INVITE, city):
        raise PermissionDenied
    address = email.strip().casefold()
    if any(address in own_addresses(each.person) for each in running().filter(city=city).select_related("person")):
        raise AlreadyMemberError
    for former in open_invitations(city).filter(email=address):
        _revoke(former, by)
    now = timezone.now()
    today = CityInvitation.objects.filter(invited_by=by, invited_at__gt=now - timedelta(days=1))
    if open_invitations(city).filter(expires_at__gt=now).count() >= MOST_OPEN or today.count() >= MOST_A_DAY:
        raise TooManyInvitationsError
    secret = secrets.token_urlsafe(SECRET_BYTES)
    invitation = CityInvitation.objects.create(
        city=city, email=address, role=role, language=language, note=note_text, digest=digest_of(secret),
        invited_by=by, invited_at=now, expires_at=now + timedelta(days=settings.CITY_INVITATION_DAYS),
    )  # fmt: skip
    note(invitation, INVITED, by, role=role)
    invited_to_city.send(
        sender=CityInvitation,
        invitation=invitation,
        secret=secret,
        url=url_of(secret, language),
        language=language,
        by=by,
    )
    return invitation


def url_of(secret: str, language: str) -> str:
    """Address of an invitation, as a mail has it."""
    with override(language):
        return f"{settings.WAGTAILADMIN_BASE_URL}{reverse('people:invitation', args=[secret])}"


@transaction.atomic
def revoke(invitation: CityInvitation, by: Any) -> bool:
    """Takes an invitation back; False where nothing was left to take. Raises PermissionDenied, GoneError."""
    found = lock(invitation)
    if not may(by, Action.INVITE, found):
        raise PermissionDenied
    return _revoke(found, by)


@transaction.atomic
def accept(secret: str, person: Any) -> Membership:
    """Makes whoever was invited a member. Raises NotAcceptableError.

    An invitation is worth what whoever sent it may still do; an open request of the person is answered by it.
    """
    found = find_invitation(secret)
    try:
        invitation = lock(found) if found else None
    except GoneError:
        invitation = None
    if invitation is None:
        raise NotAcceptableError("unknown")
    if word := obstacle(invitation, person):
        raise NotAcceptableError(word)
    if invitation.invited_by and not may(invitation.invited_by, Action.INVITE, invitation.city):
        raise NotAcceptableError("revoked")
    invitation.accepted_at, invitation.accepted_by = timezone.now(), person
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    membership = begin(invitation.city, person, invitation.role, invitation.invited_by, Beginning.INVITED)
    for request in MembershipRequest.objects.filter(city=invitation.city, person=person, state=RequestState.OPEN):
        request.state, request.decided_at = RequestState.APPROVED, timezone.now()
        request.decided_by = invitation.invited_by
        request.save()
        request_withdrawn.send(sender=MembershipRequest, request=request)
    invitation_ended.send(sender=CityInvitation, invitation=invitation, how="accepted")
    return membership


def _revoke(invitation: CityInvitation, by: Any) -> bool:
    if invitation.revoked_at or invitation.accepted_at:
        return False
    invitation.revoked_at, invitation.revoked_by = timezone.now(), by
    invitation.save(update_fields=["revoked_at", "revoked_by"])
    note(invitation, REVOKED, by)
    invitation_ended.send(sender=CityInvitation, invitation=invitation, how="revoked")
    return True


def _sent_by(membership: Membership) -> list[CityInvitation]:
    sent = open_invitations(membership.city).filter(invited_by=membership.person, expires_at__gt=timezone.now())
    return list(sent.order_by("pk"))


def _counted(count: int) -> str:
    """So many invitations, in the language in which it is read: of whoever leaves, then of whoever follows."""
    said = ngettext("%(count)s open invitation", "%(count)s open invitations", count)
    return said % {"count": number(count)}


class SentInvitations:
    """Invitations that a coordinator has sent and nobody has answered yet: they stay good, in another's name.

    Of somebody whose membership or role another took, they are void.
    """

    def find(self, membership: Membership) -> list[OpenItem]:
        """Finds them, as one line."""
        count = len(_sent_by(membership)) if membership.role == MemberRole.COORDINATOR else 0
        return [OpenItem(lazy(_counted, str)(count))] if count else []

    def hand_over(self, membership: Membership, successor: Successor) -> None:
        """Writes the successor in as who sent them, or takes them back."""
        for invitation in _sent_by(membership):
            if membership.ending == Ending.ENDED:
                _revoke(invitation, membership.ended_by)
            else:
                CityInvitation.objects.filter(pk=invitation.pk).update(invited_by=successor.person)


def on_role_changed(membership: Membership, before: str, by: Any) -> None:
    """Takes back, or hands over, what somebody sent who may not invite to the city any more."""
    if before != MemberRole.COORDINATOR or membership.role == MemberRole.COORDINATOR:
        return
    if by == membership.person:
        SentInvitations().hand_over(membership, usual_successor(membership))
    else:
        for invitation in _sent_by(membership):
            _revoke(invitation, by)
