"""Permissions on case pages, as pure functions of role, state and author of the text.

The groups are made from these tables (``home.services.groups``), Wagtail's own permission rows follow from them, and
a rule that Wagtail does not know (nobody approves their own text) is asked here. ``README.md`` has them as a table."""

from collections.abc import Mapping
from enum import StrEnum


class Role(StrEnum):
    """Roles of people on the site. A person may have several."""

    AUTHOR = "author"
    EDITOR = "editor"
    PUBLISHER = "publisher"
    TAXONOMY_KEEPER = "taxonomy keeper"
    ADMINISTRATOR = "administrator"
    SUPERUSER = "superuser"  # who runs the server; not a group


GROUPS = {
    Role.AUTHOR: "Authors",
    Role.EDITOR: "Editors",
    Role.PUBLISHER: "Publishers",
    Role.TAXONOMY_KEEPER: "Taxonomy keepers",
    Role.ADMINISTRATOR: "Administrators",
}


class Scope(StrEnum):
    """Reach of a permission. Its value is what the cell of a table says."""

    ALL = "yes"
    OWN = "own"
    OTHERS = "others"

    def reaches(self, *, own: bool) -> bool:
        """Whether it covers a thing of one's own (``own``), or else a thing of somebody else."""
        return self == Scope.ALL or (self == Scope.OWN) == own


# Permissions of a room: action, then role; a role that is not named may not. Every room's permissions.py has one.
PermissionTable = Mapping[str, Mapping[str, Scope]]


class State(StrEnum):
    """States of the text of a case page between draft and publication."""

    DRAFT = "draft"
    CHECK = "in check"  # submitted, awaits the editorial check
    CHECKED = "checked"  # awaits publication
    LIVE = "live"
    LIVE_DRAFT = "live with draft"


class Action(StrEnum):
    """Actions on a case page."""

    EDIT = "edit"
    COMMENT = "comment, answer, resolve"  # at a passage; nobody rewrites what another said
    SUBMIT = "submit"
    APPROVE = "approve, request changes"
    PUBLISH = "publish without approval"
    UNPUBLISH = "unpublish"
    DELETE = "delete"
    LOCK = "lock"
    UNLOCK = "unlock what another locked"
    RESTRICT = "make private"
    TRANSLATE = "translate"  # to begin a translation of it, which is a page of its own


class FiguresAction(StrEnum):
    """Actions on figures of a case that readers know, which change when somebody else has approved the change."""

    PROPOSE = "propose, send again"
    DECIDE = "approve, return"
    PUBLISH = "publish without approval"
    WITHDRAW = "withdraw"


# Wagtail's page permissions. "add" alone means: one's own pages only.
PAGE_PERMISSIONS: dict[Role, frozenset[str]] = {
    Role.AUTHOR: frozenset(["add"]),
    Role.EDITOR: frozenset(["add", "change", "lock"]),
    Role.PUBLISHER: frozenset(["add", "change", "publish", "lock", "unlock"]),
    Role.ADMINISTRATOR: frozenset(["add", "change", "publish", "lock", "unlock", "bulk_delete"]),
}

# Who reviews a text in each of the two states it can wait in.
REVIEWERS: dict[State, frozenset[Role]] = {
    State.CHECK: frozenset([Role.EDITOR, Role.PUBLISHER, Role.ADMINISTRATOR]),
    State.CHECKED: frozenset([Role.PUBLISHER, Role.ADMINISTRATOR]),
}


def may(role: Role, action: Action, state: State, *, own: bool) -> bool:
    """Whether a person with this role alone may do this to a page. ``own``: they wrote the text and own the page."""
    reviews = role == Role.SUPERUSER or role in REVIEWERS.get(state, ())
    has = PAGE_PERMISSIONS.get(role, frozenset())
    is_live = state in (State.LIVE, State.LIVE_DRAFT)
    match action:
        case Action.EDIT | Action.COMMENT:
            return reviews if state in REVIEWERS else _writes(role, own=own)
        case Action.SUBMIT:
            return state not in REVIEWERS and _writes(role, own=own)
        case Action.APPROVE:
            return state in REVIEWERS and reviews and may_approve(own=own)
        case Action.PUBLISH:
            return may_publish_without_approval(is_superuser=role == Role.SUPERUSER)
        case Action.UNPUBLISH:
            return is_live and (role == Role.SUPERUSER or "publish" in has)
        case Action.DELETE:
            return _writes(role, own=own) and (not is_live or role == Role.SUPERUSER or "publish" in has)
        case Action.LOCK:
            return reviews if state in REVIEWERS else role == Role.SUPERUSER or "lock" in has
        case Action.UNLOCK:
            return role == Role.SUPERUSER or (state not in REVIEWERS and "unlock" in has)
        case Action.RESTRICT:
            return role == Role.SUPERUSER or "publish" in has
        case Action.TRANSLATE:
            return _writes(role, own=own)


def may_with_figures(role: Role, action: FiguresAction, *, own: bool) -> bool:
    """Whether a person with this role alone may do this to proposed figures. ``own``: they wrote in them."""
    has = PAGE_PERMISSIONS.get(role, frozenset())
    if role != Role.SUPERUSER and "change" not in has:
        return False
    match action:
        case FiguresAction.PROPOSE:
            return True
        case FiguresAction.DECIDE:
            return may_approve(own=own) and (role == Role.SUPERUSER or "publish" in has)
        case FiguresAction.PUBLISH:
            return may_publish_without_approval(is_superuser=role == Role.SUPERUSER)
        case FiguresAction.WITHDRAW:
            return own or role == Role.SUPERUSER


def may_approve(*, own: bool) -> bool:
    """Whether a reviewer may approve a text: never their own, whatever their role."""
    return not own


def may_publish_without_approval(*, is_superuser: bool) -> bool:
    """Whether a user may publish a case without approval: only a superuser, since a new site has nobody else."""
    return is_superuser


def _writes(role: Role, *, own: bool) -> bool:
    has = PAGE_PERMISSIONS.get(role, frozenset())
    return role == Role.SUPERUSER or "change" in has or (own and "add" in has)
