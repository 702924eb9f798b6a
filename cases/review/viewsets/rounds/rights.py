"""Rights to the pages of rounds in the admin."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.http import Http404
from wagtail.permission_policies import ModelPermissionPolicy

from cases.review.models import Round
from cases.review.permissions import Action, may
from cases.review.selectors.rounds.sight import may_run


class EditorsPolicy(ModelPermissionPolicy):
    """Permission policy by which those who may run rounds see their pages; each round is asked about again."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return runs_rounds(user)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return runs_rounds(user)

    def users_with_any_permission(self, actions: Any) -> QuerySet[Any]:
        people = get_user_model().objects.filter(is_active=True)
        return people.filter(pk__in=[user.pk for user in people if runs_rounds(user)])


def runs_rounds(user: Any) -> bool:
    """Whether somebody may run rounds at all."""
    return user.has_perm("wagtailadmin.access_admin") and may(user, Action.RUN_ROUND)


def round_for(user: Any, pk: int) -> Round:
    """Round of this key. Raises Http404 for whoever submitted it, was asked to judge it, or runs no rounds."""
    found = Round.objects.select_related("submission__city", "opened_by").filter(pk=pk).first()
    if found is None or not runs_rounds(user) or not may_run(user, found.submission):
        raise Http404
    return found
