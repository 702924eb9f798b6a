"""Permissions of this room: its roles, and what each may do. ``README.md`` shows the same as a table.

Each line is a predicate behind Django's ``has_perm`` (``rules``), so that admin, pages and API ask the same.
``account`` is whoever is logged in; people with another role are that as well. ``own`` is, of a role in a city, a thing
of that city; of any other role, a thing that belongs to the person.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

import rules
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models import City
from cases.permissions import GROUPS, PermissionTable, Role, Scope

ACCOUNT = "account"


class MemberRole(models.TextChoices):
    """Roles in a city, the least first."""

    READER = "reader", _("Reader")
    CONTRIBUTOR = "contributor", _("Contributor")
    COORDINATOR = "coordinator", _("Coordinator")


class Action(StrEnum):
    """Actions of this room."""

    JOIN = "ask to join a city"
    WITHDRAW = "withdraw a request"
    LEAVE = "leave a city"
    SEE_MEMBERS = "see the members of a city"
    INVITE = "invite, take an invitation back"
    DECIDE = "decide about a request"
    CHANGE_ROLE = "change a role"
    END = "end a membership"
    SEE_CONTACT = "see the contact of a city"
    KEEP_CONTACT = "change, confirm the contact of a city"
    KEEP_MEMBERS = "keep members of all cities"
    KEEP_EXPERTS = "name, change, remove experts"
    KEEP_RECORD = "keep the record of an expert"


ROLES: tuple[str, ...] = (ACCOUNT, *Role, *MemberRole)
_OWN, _ALL = Scope.OWN, Scope.ALL
_KEEPERS = {str(role): _ALL for role in (Role.ADMINISTRATOR, Role.SUPERUSER)}
_EDITORIAL = {str(role): _ALL for role in (Role.EDITOR, Role.PUBLISHER)} | _KEEPERS
_COORDINATOR = {str(MemberRole.COORDINATOR): _OWN}
_MEMBERS = {str(role): _OWN for role in MemberRole}

PERMISSIONS: PermissionTable = {
    Action.JOIN: {ACCOUNT: _ALL},
    Action.WITHDRAW: {ACCOUNT: _OWN},
    Action.LEAVE: {ACCOUNT: _OWN},
    Action.SEE_MEMBERS: _EDITORIAL | _MEMBERS,
    Action.INVITE: _KEEPERS | _COORDINATOR,
    Action.DECIDE: _KEEPERS | _COORDINATOR,
    Action.CHANGE_ROLE: _KEEPERS | _COORDINATOR,
    Action.END: _KEEPERS | _COORDINATOR,
    Action.SEE_CONTACT: _EDITORIAL | _MEMBERS,
    Action.KEEP_CONTACT: _EDITORIAL | _COORDINATOR,
    Action.KEEP_MEMBERS: _KEEPERS,
    Action.KEEP_EXPERTS: _EDITORIAL,
    Action.KEEP_RECORD: {ACCOUNT: _OWN} | _EDITORIAL,
}
# Permissions of Django's own that Wagtail asks for: by the model, which of the actions above each follows.
OF_MODELS = {
    "membership": Action.KEEP_MEMBERS,
    "cityinvitation": Action.KEEP_MEMBERS,
    "membershiprequest": Action.KEEP_MEMBERS,
    "citycontact": Action.KEEP_CONTACT,
    "expert": Action.KEEP_EXPERTS,
}
# A membership ends with a hand-over, and the contact of a city only with the city.
NEVER = ("delete_membership", "delete_citycontact", "delete_cityinvitation", "delete_membershiprequest")
_GROUPS_READ = "_people_groups"  # of an account, for as long as it is in memory
Held = tuple[str, bool]  # a role, and whether the thing that is asked about is its own


def allowed(action: str, held: Iterable[Held]) -> bool:
    """Whether a person who holds these roles may do this. A pure function."""
    scopes = PERMISSIONS[action]
    return any(role in scopes and scopes[role].reaches(own=own) for role, own in held)


def held_by(user: Any, thing: Any = None) -> list[Held]:
    """Roles of a person, each with whether a thing is its own; without a thing nothing is. A query, and one a person.

    Groups are read once a person, as Django does with their permissions: lists ask for every row.
    """
    if not user.is_authenticated or not user.is_active:
        return []
    owner, city = getattr(thing, "person_id", None), _city_of(thing)
    is_own = owner is not None and owner == user.pk
    groups = getattr(user, _GROUPS_READ, None)
    if groups is None:
        groups = set(user.groups.values_list("name", flat=True))
        setattr(user, _GROUPS_READ, groups)
    roles = [str(role) for role, name in GROUPS.items() if name in groups]
    roles += [str(Role.SUPERUSER)] if user.is_superuser else []
    running = user.memberships.filter(until=None).values_list("role", "city_id") if city else ()
    return [
        (ACCOUNT, is_own),
        *((role, is_own) for role in roles),
        *((str(role), key == city) for role, key in running),
    ]


def may(user: Any, action: Action, thing: Any = None) -> bool:
    """Whether a person may do this to a thing. Asks the rule itself: what is one's own, is no superuser's."""
    return bool(rules.has_perm(name_of(action), user, thing))


def name_of(action: Action) -> str:
    """Name of an action as Django's ``has_perm`` knows it, such as ``people.invite``."""
    return f"people.{action.name.lower()}"


def register() -> None:
    """Makes every line of the table a rule, and those of Wagtail's permissions that follow one."""
    for action in Action:
        rules.set_perm(name_of(action), _predicate(action))
    for model, action in OF_MODELS.items():
        for verb in ("add", "change", "delete", "view"):
            rule = rules.always_deny if f"{verb}_{model}" in NEVER else _predicate(action)
            rules.set_perm(f"people.{verb}_{model}", rule)


def _predicate(action: Action) -> Any:
    def asked(user: Any, thing: Any = None) -> bool:
        return allowed(action, held_by(user, thing))

    return rules.predicate(asked, name=action.name.lower())


def _city_of(thing: Any) -> int | None:
    return thing.pk if isinstance(thing, City) else getattr(thing, "city_id", None)
