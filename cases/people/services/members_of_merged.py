"""Merging of cities, as far as members, invitations, requests, contacts and experts are concerned."""

from django.utils import timezone

from cases.models import City
from cases.people.choices import Ending, HandedTo, RequestState
from cases.people.models import CityContact, CityInvitation, Expert, Membership, MembershipRequest
from cases.people.signals import invitation_ended, request_withdrawn
from cases.signals import section_changed

from .member_log import ENDED, ROLE, note
from .memberships import higher


def carry_over(source: City, target: City) -> None:
    """Takes everything about the people of a city to the city that it becomes a part of.

    Whoever is a member of both stays so once, in the higher role and since the earlier day; of two invitations of one
    address, or two requests of one person, that of the other city stays.
    """
    for key in sorted((source.pk, target.pk)):
        City.objects.select_for_update(no_key=True).filter(pk=key).first()
    _memberships(source, target)
    _invitations(source, target)
    _requests(source, target)
    _contact(source, target)
    for expert in Expert.objects.filter(excluded_cities=source):
        expert.excluded_cities.add(target)
    section_changed.send(sender=Membership)


def _memberships(source: City, target: City) -> None:
    there = {found.person_id: found for found in Membership.objects.filter(city=target, until=None)}
    for one in Membership.objects.filter(city=source, until=None).order_by("pk"):
        other = there.get(one.person_id)
        if other is None:
            continue
        role, since = higher(other.role, one.role), min(other.since, one.since)
        if role != other.role:
            note(other, ROLE, None, before=other.role, role=role)
        other.role, other.since = role, since
        other.save(update_fields=["role", "since"])
        one.until, one.ending, one.handed_to = max(timezone.now(), one.since), Ending.MERGED, HandedTo.NOBODY
        one.save()
        note(one, ENDED, None, ending=str(Ending.MERGED), handed_to=str(HandedTo.NOBODY), items=0)
    Membership.objects.filter(city=source).update(city=target)


def _invitations(source: City, target: City) -> None:
    is_open = {"revoked_at": None, "accepted_at": None}
    known = CityInvitation.objects.filter(city=target, **is_open).values("email")
    for twice in CityInvitation.objects.filter(city=source, email__in=known, **is_open):
        twice.revoked_at = timezone.now()
        twice.save(update_fields=["revoked_at"])
        invitation_ended.send(sender=CityInvitation, invitation=twice, how="revoked")
    CityInvitation.objects.filter(city=source).update(city=target)


def _requests(source: City, target: City) -> None:
    is_open = MembershipRequest.objects.filter(state=RequestState.OPEN)
    asked = is_open.filter(city=target).values("person")
    members = Membership.objects.filter(city=target, until=None).values("person")
    here = is_open.filter(city=source)
    moot = [*here.filter(person__in=asked), *here.filter(person__in=members).exclude(person__in=asked)]
    moot += is_open.filter(city=target, person__in=members)
    for request in moot:
        request.state, request.decided_at = RequestState.WITHDRAWN, timezone.now()
        request.save(update_fields=["state", "decided_at"])
        request_withdrawn.send(sender=MembershipRequest, request=request)
    MembershipRequest.objects.filter(city=source).update(city=target)


def _contact(source: City, target: City) -> None:
    """The contact of the city that stays, with the mailbox of the other where it has none."""
    mine, other = (CityContact.objects.filter(city=city).first() for city in (source, target))
    if mine is None:
        return
    if other is None:
        mine.city = target
        mine.save(update_fields=["city"])
        return
    if mine.mailbox and (not other.mailbox or (other.unreachable_since and not mine.unreachable_since)):
        kept = ("office", "mailbox", "confirm_by", "confirmed_at", "confirmed_by", "asked_at", "unreachable_since")
        for field in kept:
            setattr(other, field, getattr(mine, field))
        mine.delete()
        other.save()
    else:
        mine.delete()
