"""Publication of what was accepted: its submission says so, and who proposed and judged it hear of it."""

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from cases.messages.services.notify import Addressee
from cases.models import CaseStudyPage
from cases.review.models import Submission
from cases.review.signals import submission_published
from cases.review.transitions import ACCEPTED, Step

from .moving import move
from .telling import tell_published


@transaction.atomic
def note_published(page: CaseStudyPage) -> None:
    """Notes at the submission of a case that it is published; of one that was noted before, nothing."""
    if page.case_id is None:
        return
    for submission in Submission.objects.filter(case=page.case_id, state__in=ACCEPTED):
        move(submission, Step.PUBLISH)
        answers: Any = submission_published.send(Submission, submission=submission, case=page.case)
        told: list[User | Addressee] = []
        for _receiver, people in answers:
            told += people or []
        tell_published(submission, page, told)
