"""Submissions of somebody, those they take part in, and those of a city whose coordinator they are."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from cases.people.permissions import MemberRole
from cases.people.selectors.members import cities_of
from cases.review.models import Submission
from cases.review.permissions import Writer

LISTED = 100


@dataclass(frozen=True, slots=True)
class Own:
    """Submissions of one person, the latest first."""

    mine: list[Submission]
    shared: list[Submission]
    of_cities: list[Submission]


def own_submissions(writer: Writer) -> Own:
    """Submissions that somebody may open from their list. Three queries, however many there are."""
    found = Submission.objects.select_related("city", "for_city").order_by("-pk")
    user = writer.user if writer.user.is_authenticated else None
    by_address = Q(person=None, email__in=writer.addresses) & ~Q(email="")
    begun = Q(person=None, email="", number__in=writer.begun)
    mine = found.filter((Q(person=user) if user else Q(pk=None)) | by_address | begun)
    shared = found.filter(co_submitters__email__in=writer.addresses) if writer.addresses else found.none()
    return Own(list(mine[:LISTED]), list(shared[:LISTED]), list(_of_cities(found, user)[:LISTED]) if user else [])


def _of_cities(found: QuerySet[Submission], user: Any) -> QuerySet[Submission]:
    cities = Q(for_city__memberships__person=user, for_city__memberships__until=None)
    mine = found.filter(cities, for_city__memberships__role=MemberRole.COORDINATOR)
    return mine.exclude(person=user)


def cities_to_submit_for(user: Any) -> list[tuple[int, str]]:
    """Cities in whose name a member may submit, by key. One query."""
    roles = (MemberRole.CONTRIBUTOR, MemberRole.COORDINATOR)
    return [(each.city_id, str(each.city)) for each in cities_of(user).filter(role__in=roles)]
