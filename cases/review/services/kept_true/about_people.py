"""Personal data in questions about cases, reported problems and expert opinions: told to their person, forgotten."""

from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q

from cases.people.selectors.own_addresses import own_addresses
from cases.people.services.personal_data import Held, register
from cases.review.models import ExpertOpinion, FreshnessQuestion, ProblemReport

from .opinions import revoke_all_of


def register_freshness() -> None:
    """Registers what is held about people beside submissions and reviews."""
    register(Held("cases_kept_true", export=held_of, forget=forget_all_of))


def held_of(user: User) -> dict[str, Any]:
    """Answers of a person about cases of their city, problems they reported, opinions they signed."""
    problems = ProblemReport.objects.filter(Q(person=user) | Q(email__in=own_addresses(user)))
    return {
        "answers about cases": list(
            FreshnessQuestion.objects.filter(answered_by=user).values("case__code", "answer", "note", "answered_at")
        ),
        "reported problems": list(problems.values("case__code", "reason", "text", "email", "reported_at", "answer")),
        "opinions": list(
            ExpertOpinion.objects.filter(person=user).values(
                "case__code", "name", "function", "text", "signed_on", "state"
            )
        ),
    }


def forget_all_of(user: User) -> None:
    """Takes the name from what they said; an opinion is revoked, and goes, since nobody answers for it any more."""
    revoke_all_of(user)
    ExpertOpinion.objects.filter(person=user).delete()
    problems = ProblemReport.objects.filter(Q(person=user) | Q(email__in=own_addresses(user)))
    problems.update(person=None, email="")
    FreshnessQuestion.objects.filter(answered_by=user).update(answered_by=None)
    FreshnessQuestion.objects.filter(settled_by=user).update(settled_by=None)
