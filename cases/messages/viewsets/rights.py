"""Right to what administrators look after in this room."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from wagtail.permission_policies import ModelPermissionPolicy

from cases.messages.permissions import keeps_messages


class KeepersPolicy(ModelPermissionPolicy):
    """Permission policy by which those who look after messages may do everything, and nobody else anything."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return keeps_messages(user)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return keeps_messages(user)

    def users_with_any_permission(self, actions: Any) -> QuerySet[Any]:
        people = get_user_model().objects.filter(is_active=True)
        return people.filter(pk__in=[user.pk for user in people if keeps_messages(user)])
