"""People who are asked about a case: those who wrote it for its city, and the editors."""

from django.contrib.auth.models import User

from cases.models import Case, City
from cases.people.permissions import MemberRole
from cases.people.selectors.members import coordinators_of, members_of
from cases.review.selectors.staff import editorial_staff, superusers

MOST_ASKED = 5


def owners_of(case: Case, city: City | None) -> list[User]:
    """Members of the city who own a page of the case, and may say whether it holds; else its coordinators."""
    if city is None:
        return []
    writers = set(case.pages.values_list("owner_id", flat=True))
    able = members_of(city).exclude(role=MemberRole.READER).filter(person__in=writers)
    found = [membership.person for membership in able] or [each.person for each in coordinators_of(city)]
    return found[:MOST_ASKED]


def editors() -> list[User]:
    """Editors of the site; superusers, where there is none."""
    return list(editorial_staff()) or list(superusers())
