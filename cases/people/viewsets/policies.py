"""Permission policies of what is never deleted in the admin, by nobody."""

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy


class KeptPolicy(ModelPermissionPolicy):
    """Permission policy by which nothing is deleted: a membership ends with a hand-over, a contact with its city."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether somebody may do this to any of the model."""
        return action != "delete" and bool(super().user_has_permission(user, action))
