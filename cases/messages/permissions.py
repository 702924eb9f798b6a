"""Permissions of this room: its roles, and what each may do. ``README.md`` shows the same as a table."""

from collections.abc import Mapping
from typing import Any

from cases.permissions import PermissionTable, Role, Scope

ROLES: tuple[str, ...] = tuple(Role)
_STAFF: Mapping[str, Scope] = {Role.ADMINISTRATOR: Scope.ALL, Role.SUPERUSER: Scope.ALL}
PERMISSIONS: PermissionTable = {
    "read a message on the site, choose its pace": dict.fromkeys(Role, Scope.OWN),
    "see what was sent, and the templates": _STAFF,
    "send a message again": _STAFF,
    "read mails kept in a folder": {Role.SUPERUSER: Scope.ALL},
    "read, place, discard mail that came in": _STAFF,
    "keep calendars of cities": _STAFF,
}


def keeps_messages(user: Any) -> bool:
    """Whether somebody looks after the messages of the site: whoever looks after its accounts."""
    return bool(user.is_active and user.has_perm("wagtailadmin.access_admin") and user.has_perm("auth.change_user"))
