"""Permissions of this room: its roles, and what each may do. ``README.md`` shows the same as a table."""

from typing import Any

from cases.permissions import PermissionTable, Role, Scope

ROLES: tuple[str, ...] = tuple(Role)
_ADMINISTRATORS: dict[str, Scope] = {Role.ADMINISTRATOR: Scope.ALL, Role.SUPERUSER: Scope.ALL}
PERMISSIONS: PermissionTable = {
    "read, place, discard mail that came in": _ADMINISTRATORS,
    "keep calendars of cities": _ADMINISTRATORS,
}


def keeps_messages(user: Any) -> bool:
    """Whether somebody looks after the messages of the site: whoever looks after its accounts."""
    return bool(user.is_active and user.has_perm("wagtailadmin.access_admin") and user.has_perm("auth.change_user"))
