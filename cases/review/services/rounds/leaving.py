"""Rounds when a person leaves, or cities become one."""

from typing import Any

from django.db import transaction

from cases.models import City
from cases.people.models import Membership
from cases.review.choices import AssignmentState, Refusal, RoundState
from cases.review.models import Assignment, DiscussionPost, ExpertReview
from cases.review.records.assignment_steps import Step
from cases.review.selectors.rounds.candidates import cities_of

from . import telling
from .locked import lock_assignment
from .steps import take

STANDING = (AssignmentState.INVITED, AssignmentState.ACCEPTED, AssignmentState.HANDED_IN)


@transaction.atomic
def let_go(user: Any) -> None:
    """Lets go of who leaves in mid-round: what they had not handed in ends, and is to be replaced; reviews that count
    stay, of nobody any more, and so does what they said in discussions.
    """
    for assignment in Assignment.objects.filter(person=user).select_related("round"):
        found = lock_assignment(assignment)
        if found.state == AssignmentState.INVITED:
            take(found, Step.EXPIRE)
        elif found.state == AssignmentState.ACCEPTED:
            take(found, Step.RESIGN)
        found.person, found.expert, found.words = None, None, ""
        found.save(update_fields=["person", "expert", "words"])
        ExpertReview.objects.filter(assignment=found, handed_in_at=None).delete()
        if found.round.is_open and found.state in (AssignmentState.EXPIRED, AssignmentState.RESIGNED):
            telling.tell_editors(found.round, "left", assignment=found)
    DiscussionPost.objects.filter(person=user).update(person=None)


@transaction.atomic
def after_merge(source: City, target: City) -> None:
    """Sets aside whoever judges, in a round that is open, a submission of what is now their own city.

    Called when people and submissions of the city were carried over.
    """
    standing = Assignment.objects.filter(round__state=RoundState.OPEN, state__in=STANDING, person__isnull=False)
    merged = {source.pk, target.pk}
    for assignment in standing.select_related("round__submission", "expert"):
        cities = cities_of(assignment.round.submission)
        if not cities & merged:
            continue
        wanted = cities | merged
        member = Membership.objects.filter(person=assignment.person_id, until=None, city__in=wanted)
        expert = assignment.expert
        excluded = expert is not None and expert.excluded_cities.filter(pk__in=wanted).exists()
        if member.exists() or excluded:
            _set_aside(assignment)


def _set_aside(assignment: Assignment) -> None:
    found = lock_assignment(assignment)
    take(found, Step.SET_ASIDE, refusal=Refusal.CONFLICT)
    telling.tell_closed(found)
    telling.tell_editors(found.round, "set_aside", assignment=found)
