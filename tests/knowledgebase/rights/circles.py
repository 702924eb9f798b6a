"""People of a city that is one person's, as objects that addresses lead to."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from cases.models import City, Topic
from cases.people.models import CityContact, CityInvitation, Expert, Membership, MembershipRequest
from cases.people.services.memberships import begin
from cases.written.secrets import digest_of


@dataclass(frozen=True)
class Circle:
    """City, and somebody else's membership, request and invitation in it; a request of the person's own elsewhere."""

    city: City
    member: Membership
    waiting: MembershipRequest
    invitation: CityInvitation
    secret: str
    contact: CityContact
    asked_by_me: MembershipRequest


def circle_of(user: User, name: str) -> Circle:
    """A city of that name, in which the person is no member, and the person's record as an expert."""
    city = City.objects.create(slug=f"{name}-city", code_prefix=f"{name[:1]}CT".upper(), names={"en": name})
    elsewhere = City.objects.create(slug=f"{name}-wish", code_prefix=f"{name[:1]}WI".upper(), names={"en": name})
    other = User.objects.create_user(f"{name}-member", email=f"{name}@city.example")
    expert = Expert.objects.create(person=user, languages=["en"], agreed_on=timezone.localdate())
    expert.topics.set(Topic.objects.all()[:1])
    secret = f"secret-of-{name}"
    limits: Any = {"expires_at": timezone.now() + timedelta(days=3), "language": "en"}
    return Circle(
        city=city,
        member=begin(city, other, "reader", None),
        waiting=MembershipRequest.objects.create(city=city, person=User.objects.create_user(f"{name}-waiting")),
        invitation=CityInvitation.objects.create(
            city=city, email=f"{name}-new@city.example", digest=digest_of(secret), **limits
        ),
        secret=secret,
        contact=CityContact.objects.create(city=city, confirm_by=timezone.localdate()),
        asked_by_me=MembershipRequest.objects.create(city=elsewhere, person=user),
    )
