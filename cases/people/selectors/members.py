"""Members of cities, and cities of a person."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.utils import timezone

from cases.models import City
from cases.people.choices import RequestState
from cases.people.models import CityInvitation, Membership, MembershipRequest
from cases.people.permissions import MemberRole
from cases.permissions import GROUPS, Role

from .own_addresses import own_addresses

# The highest role first.
RANK = Case(
    When(role=MemberRole.COORDINATOR, then=Value(0)),
    When(role=MemberRole.CONTRIBUTOR, then=Value(1)),
    default=Value(2),
    output_field=IntegerField(),
)


def running() -> QuerySet[Membership]:
    """Memberships that have not ended, of people whose account is open."""
    return Membership.objects.filter(until=None, person__is_active=True)


def members_of(city: City) -> QuerySet[Membership]:
    """Members of a city, coordinators first, who has been there longest before others."""
    found = running().filter(city=city).select_related("person", "city")
    return found.annotate(rank=RANK).order_by("rank", "since", "pk")


def coordinators_of(city: City) -> QuerySet[Membership]:
    """Coordinators of a city, who has been there longest first."""
    return members_of(city).filter(role=MemberRole.COORDINATOR)


def cities_of(user: Any) -> QuerySet[Membership]:
    """Running memberships of a person."""
    return Membership.objects.filter(person=user, until=None).select_related("city").order_by("since", "pk")


def past_of(user: Any) -> QuerySet[Membership]:
    """Memberships of a person that have ended, the last one first."""
    past = Membership.objects.filter(person=user, until__isnull=False)
    return past.select_related("city", "successor").order_by("-until", "-pk")


def requests_of(user: Any) -> QuerySet[MembershipRequest]:
    """Requests of a person, open ones first."""
    found = MembershipRequest.objects.filter(person=user).select_related("city")
    is_open = Case(When(state=RequestState.OPEN, then=Value(0)), default=Value(1), output_field=IntegerField())
    return found.order_by(is_open, "-asked_at", "-pk")


def open_requests(city: City) -> QuerySet[MembershipRequest]:
    """Requests that wait for a decision, the oldest first."""
    return MembershipRequest.objects.filter(city=city, state=RequestState.OPEN).select_related("person", "city")


def open_invitations(city: City) -> QuerySet[CityInvitation]:
    """Invitations of a city that were neither accepted nor taken back; expired ones are among them."""
    found = CityInvitation.objects.filter(city=city, revoked_at=None, accepted_at=None)
    return found.select_related("city", "invited_by")


def invitations_to(user: Any) -> QuerySet[CityInvitation]:
    """Invitations to addresses of a person that can be accepted."""
    addressed = CityInvitation.objects.filter(email__in=own_addresses(user), revoked_at=None, accepted_at=None)
    return addressed.filter(expires_at__gt=timezone.now()).select_related("city")


def deciders_of(city: City) -> list[Any]:
    """People who decide about members of a city: its coordinators, else administrators."""
    coordinators = [membership.person for membership in coordinators_of(city)]
    if coordinators:
        return coordinators
    is_keeper = Q(groups__name=GROUPS[Role.ADMINISTRATOR]) | Q(is_superuser=True)
    return list(get_user_model().objects.filter(is_keeper, is_active=True).distinct().order_by("pk"))
