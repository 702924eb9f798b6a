"""Permission policy of pages that a rule opens, whatever is done on them."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Model, QuerySet
from wagtail.permission_policies import ModelPermissionPolicy


class RulePolicy(ModelPermissionPolicy):
    """Permission policy by which those of whom a rule is true may do everything, and nobody else anything."""

    def __init__(self, model: type[Model], rule: Callable[[Any], bool]) -> None:
        super().__init__(model)
        self.rule = rule

    def user_has_permission(self, user: Any, action: str) -> bool:
        return self.rule(user)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return self.rule(user)

    def users_with_any_permission(self, actions: Any) -> QuerySet[Any]:
        people = get_user_model().objects.filter(is_active=True)
        return people.filter(pk__in=[user.pk for user in people if self.rule(user)])
