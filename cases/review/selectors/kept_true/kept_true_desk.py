"""Work that waits for editors so that cases stay true, for the first page of the admin."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from cases.review.choices import OpinionState, ProblemState
from cases.review.models import ExpertOpinion, ProblemReport
from cases.review.permissions import Action, may
from cases.review.selectors.kept_true.due_questions import waiting_for_editors


def kept_true(user: Any, request: HttpRequest) -> Mapping[str, Any] | None:
    """Numbers of questions, problems and opinions that wait; None where none does, or for who may not answer them."""
    if not may(user, Action.ANSWER_PROBLEM):
        return None
    counts = {
        "questions": waiting_for_editors().count(),
        "problems": ProblemReport.objects.filter(state__in=[ProblemState.RECEIVED, ProblemState.TAKEN]).count(),
        "opinions": ExpertOpinion.objects.filter(state=OpinionState.SIGNED).count(),
    }
    return counts if any(counts.values()) else None
