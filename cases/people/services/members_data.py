"""Personal data of members, invited people and experts: told to their person, and forgotten."""

from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from cases.people.choices import HandedTo
from cases.people.models import CityContact, CityInvitation, Expert, Membership, MembershipRequest
from cases.people.selectors.own_addresses import own_addresses

from .memberships import end_all_of
from .personal_data import Held, register


def register_members() -> None:
    """Registers what cities hold about their members, and what is held about experts."""
    register(Held("cities", export=personal_data_of, forget=forget))


def personal_data_of(user: Any) -> dict[str, Any]:
    """Everything that this room holds about a person, as plain data."""
    addresses = own_addresses(user)
    memberships = Membership.objects.filter(person=user).select_related("city")
    requests = MembershipRequest.objects.filter(person=user).select_related("city")
    invitations = CityInvitation.objects.filter(Q(email__in=addresses) | Q(accepted_by=user) | Q(invited_by=user))
    return {
        "memberships": [
            {"city": each.city.slug, "role": each.role, "since": _said(each.since), "until": _said(each.until),
             "ending": each.ending, "handed_to": each.handed_to}
            for each in memberships
        ],
        "membership_requests": [
            {"city": each.city.slug, "role": each.role, "text": each.text, "asked_at": _said(each.asked_at),
             "state": each.state, "reason": each.reason, "decided_at": _said(each.decided_at)}
            for each in requests
        ],
        "city_invitations": [_invitation(each, user, addresses) for each in invitations.select_related("city")],
        "expert": [_expert(each) for each in Expert.objects.filter(person=user)],
        "city_contacts": [
            {"city": each.city.slug, "office": each.office, "mailbox": each.mailbox}
            for each in CityContact.objects.filter(mailbox__in=addresses).select_related("city")
        ],
    }  # fmt: skip


@transaction.atomic
def forget(user: Any) -> None:
    """Removes what this room holds about a person; what they had open as a member goes to others first."""
    addresses = own_addresses(user)
    end_all_of(user)
    CityInvitation.objects.filter(Q(email__in=addresses) | Q(accepted_by=user)).delete()
    MembershipRequest.objects.filter(person=user).delete()
    Expert.objects.filter(person=user).delete()
    for contact in CityContact.objects.filter(mailbox__in=addresses):
        contact.mailbox, contact.office, contact.confirm_by = "", "", timezone.localdate()
        contact.save()
    Membership.objects.filter(successor=user).update(successor=None, handed_to=HandedTo.EDITORS)
    Membership.objects.filter(person=user).delete()


def _invitation(invitation: CityInvitation, user: Any, addresses: set[str]) -> dict[str, Any]:
    """An invitation to the person, or by them; of the latter not the address, which is somebody else's."""
    is_mine = invitation.email in addresses or invitation.accepted_by_id == user.pk
    return {
        "city": invitation.city.slug,
        "role": invitation.role,
        "direction": "received" if is_mine else "sent",
        "email": invitation.email if is_mine else "",
        "note": invitation.note,
        "invited_at": _said(invitation.invited_at),
        "accepted_at": _said(invitation.accepted_at),
    }


def _expert(expert: Expert) -> dict[str, Any]:
    return {
        "topics": sorted(expert.topics.values_list("code", flat=True)),
        "languages": expert.languages,
        "excluded_cities": sorted(expert.excluded_cities.values_list("slug", flat=True)),
        "monthly_load": expert.monthly_load,
        "is_paused": expert.is_paused,
        "agreed_on": _said(expert.agreed_on),
    }


def _said(moment: Any) -> str:
    return moment.isoformat() if moment else ""
