"""Assignments of an expert, those that run and those that ended."""

from dataclasses import dataclass
from typing import Any

from cases.review.choices import AssignmentState
from cases.review.models import Assignment

LISTED = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """Assignments of an expert: to be answered, to be written, and what is over, the last one first."""

    invited: list[Assignment]
    accepted: list[Assignment]
    over: list[Assignment]


def asked_of(user: Any) -> Asked:
    """Assignments of a person. One query."""
    found = Assignment.objects.filter(person=user.pk).select_related("round__submission__city").order_by("-pk")
    every = list(found[:LISTED])
    return Asked(
        invited=sorted((a for a in every if a.state == AssignmentState.INVITED), key=lambda a: a.answer_by),
        accepted=sorted((a for a in every if a.state == AssignmentState.ACCEPTED), key=lambda a: (a.due_on, a.pk)),
        over=[a for a in every if not a.is_running],
    )
