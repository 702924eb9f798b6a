"""Names of roles as people read them; the groups themselves keep the names that the code knows."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.permissions import GROUPS, Role

from .localized_format import listed

ROLE_NAMES = {
    GROUPS[Role.AUTHOR]: _("Authors"),
    GROUPS[Role.EDITOR]: _("Editors"),
    GROUPS[Role.PUBLISHER]: _("Publishers"),
    GROUPS[Role.TAXONOMY_KEEPER]: _("Taxonomy keepers"),
    GROUPS[Role.ADMINISTRATOR]: _("Administrators"),
}


def role_name(group: Any) -> str:
    """Name of a group in the language in force; of one that somebody made here, as they named it."""
    return str(ROLE_NAMES.get(group.name, group.name))


def roles_of(user: Any) -> str:
    """Roles of an account, in a line. Prefetch ``groups``."""
    return listed(sorted(role_name(group) for group in user.groups.all()))
