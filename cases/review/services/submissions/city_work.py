"""Open submissions of a city: handed over when a membership ends, carried over when a city is merged."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from cases.models import City
from cases.people.models import Membership
from cases.people.services.hand_over import OpenItem, Successor
from cases.review.models import Submission
from cases.review.transitions import CLOSED


class OpenSubmissions:
    """Submissions in the name of a city, which whoever follows goes on with."""

    def find(self, membership: Membership) -> Sequence[OpenItem]:
        """Finds what a member has not finished."""
        return [OpenItem(each.title or each.shown_number, address_of(each)) for each in _open(membership)]

    def hand_over(self, membership: Membership, successor: Successor) -> None:
        """Gives them to the successor: a member or the mailbox; the editors see what was sent anyway."""
        if successor.person is not None:
            _open(membership).update(person=successor.person)
        elif successor.address:
            _open(membership).update(person=None, email=successor.address)


def _open(membership: Membership) -> QuerySet[Submission]:
    mine = Submission.objects.filter(person=membership.person_id, for_city=membership.city_id)
    return mine.exclude(state__in=CLOSED)


def carry_over(source: City, target: City, **_kwargs: Any) -> None:
    """Carries submissions about a city that is merged, and in its name, over to the other."""
    Submission.objects.filter(city=source).update(city=target)
    Submission.objects.filter(for_city=source).update(for_city=target)


def address_of(submission: Submission) -> str:
    """Address of its page, in the language that is active."""
    return reverse("review:submission", args=[submission.number])
