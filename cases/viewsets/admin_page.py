"""Pages of the admin: their common header, trail and permission check."""

from typing import Any

from django.urls import reverse
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic import PermissionCheckedMixin
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.permissions import policy_registry


class AdminPage(PermissionCheckedMixin, WagtailAdminTemplateMixin):
    """Page of the admin. ``trail``: (name of address, label) of the pages above it."""

    trail: list[tuple[str, Any]] = []

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = [{"url": reverse(name), "label": label} for name, label in self.trail]
        return [*self.breadcrumbs_items, *above, {"url": "", "label": self.get_header_title()}]


def menu_item_for(model: Any, actions: tuple[str, ...] = ("add", "change", "delete", "view")) -> type[MenuItem]:
    """Menu item class, shown to users who may do something with ``model``."""

    def is_shown(self: Any, request: Any) -> bool:
        return bool(policy_registry.get_by_type(model).user_has_any_permission(request.user, list(actions)))

    return type(f"{model.__name__}MenuItem", (MenuItem,), {"is_shown": is_shown})
