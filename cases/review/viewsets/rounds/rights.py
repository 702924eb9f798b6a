"""Rights to the pages of rounds in the admin."""

from typing import Any

from django.http import Http404

from cases.review.models import Round
from cases.review.permissions import Action, may
from cases.review.selectors.rounds.sight import may_run


def runs_rounds(user: Any) -> bool:
    """Whether somebody may run rounds at all."""
    return user.has_perm("wagtailadmin.access_admin") and may(user, Action.RUN_ROUND)


def round_for(user: Any, pk: int) -> Round:
    """Round of this key. Raises Http404 for whoever submitted it, was asked to judge it, or runs no rounds."""
    found = Round.objects.select_related("submission__city", "opened_by").filter(pk=pk).first()
    if found is None or not runs_rounds(user) or not may_run(user, found.submission):
        raise Http404
    return found
