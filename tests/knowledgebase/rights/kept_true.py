"""What keeps a case true, as objects that addresses lead to."""

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.utils import timezone

from cases.models import Case
from cases.review.models import ExpertOpinion, FreshnessQuestion, ProblemReport
from cases.review.services.kept_true.problems import report_problem


@dataclass(frozen=True)
class KeptTrue:
    """A question, a problem of nobody with the secret of its page, and an opinion of somebody else."""

    question: FreshnessQuestion
    problem: ProblemReport
    secret: str
    opinion: ExpertOpinion


def kept_true_of(case: Case, mine: User, theirs: User) -> KeptTrue:
    """What keeps this case true; both people have signed an opinion on it."""
    now = timezone.now()
    problem, secret = report_problem(case, reason="other", text="A bridge is missing.", language="en")
    signed = [
        ExpertOpinion.objects.create(case=case, person=one, name="Sam", text={"en": "Good."}, signed_on=now.date())
        for one in (mine, theirs)
    ]
    return KeptTrue(
        question=FreshnessQuestion.objects.create(case=case, asked_at=now, stage_at=now),
        problem=problem,
        secret=secret,
        opinion=signed[1],
    )
