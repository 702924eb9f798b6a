"""Permissions of this room: its roles, and what each may do. ``README.md`` shows the same as a table."""

from cases.permissions import PermissionTable, Role

ROLES: tuple[str, ...] = tuple(Role)
PERMISSIONS: PermissionTable = {}
