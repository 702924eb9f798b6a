"""Permissions of this room: its roles, and what each may do. ``README.md`` shows the same as a table.

``visitor`` has no account, and confirms an address; ``account`` is whoever is logged in. Of both ``own`` is what they
began; of a right of co-submitters, what they were given it for; of a role in a city, what was submitted in its name; of
all others, what they began or take part in.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import rules

from cases.people.permissions import ACCOUNT, Held, MemberRole, held_by
from cases.permissions import PermissionTable, Role, Scope

from .choices import Right, State

VISITOR = "visitor"


class Action(StrEnum):
    """Actions of this room."""

    PROPOSE = "propose a practice"
    SEE_DRAFT = "read a draft of a submission"
    SEE = "read a submission that was sent"
    COMMENT = "comment on a submission"
    WRITE = "write in a submission, attach files"
    SHARE = "invite co-submitters"
    SEND = "send, answer, withdraw, let personal data go"
    SCREEN = "screen submissions"
    DRAFT_CASE = "make the draft of an accepted case"
    RUN_ROUND = "invite experts, see how a round stands"
    DECIDE = "decide about a submission, announce it"
    JUDGE = "answer an invitation, judge, resign"
    SAY_HOLDS = "say whether a case still holds"
    SETTLE = "settle what a city said of a case"
    ANSWER_PROBLEM = "answer a reported problem"
    SIGN_OPINION = "sign an opinion on a case"
    REVOKE_OPINION = "revoke an opinion on a case"
    SHOW_OPINION = "show an opinion to readers"


ROLES: tuple[str, ...] = (VISITOR, ACCOUNT, *Role, *MemberRole, *Right)
_OWN, _ALL, _OTHERS = Scope.OWN, Scope.ALL, Scope.OTHERS
_EDITORIAL = tuple(str(role) for role in (Role.EDITOR, Role.PUBLISHER, Role.ADMINISTRATOR, Role.SUPERUSER))
_OWNERS = {VISITOR: _OWN, ACCOUNT: _OWN}
_COORDINATOR = {str(MemberRole.COORDINATOR): _OWN}
_VIEW = {str(right): _OWN for right in Right}
_COMMENT = {str(right): _OWN for right in (Right.COMMENT, Right.EDIT)}

PERMISSIONS: PermissionTable = {
    Action.PROPOSE: {VISITOR: _ALL, ACCOUNT: _ALL},
    Action.SEE_DRAFT: _OWNERS | _VIEW | _COORDINATOR,
    Action.SEE: _OWNERS | _VIEW | _COORDINATOR | dict.fromkeys(_EDITORIAL, _ALL),
    Action.COMMENT: _OWNERS | _COMMENT | _COORDINATOR,
    Action.WRITE: _OWNERS | {str(Right.EDIT): _OWN},
    Action.SHARE: _OWNERS,
    Action.SEND: _OWNERS,
    Action.SCREEN: dict.fromkeys(_EDITORIAL, _OTHERS),
    Action.DRAFT_CASE: dict.fromkeys(_EDITORIAL, _OTHERS),
    Action.RUN_ROUND: dict.fromkeys(_EDITORIAL, _OTHERS),
    Action.DECIDE: dict.fromkeys(_EDITORIAL, _OTHERS),
    Action.JUDGE: {ACCOUNT: _OWN},
    Action.SAY_HOLDS: _COORDINATOR | {str(MemberRole.CONTRIBUTOR): _OWN} | dict.fromkeys(_EDITORIAL, _ALL),
    Action.SETTLE: dict.fromkeys(_EDITORIAL, _ALL),
    Action.ANSWER_PROBLEM: dict.fromkeys(_EDITORIAL, _OTHERS),
    Action.SIGN_OPINION: {ACCOUNT: _ALL},
    Action.REVOKE_OPINION: {ACCOUNT: _OWN} | dict.fromkeys(_EDITORIAL, _ALL),
    Action.SHOW_OPINION: dict.fromkeys(_EDITORIAL, _OTHERS),
}


@dataclass(frozen=True, slots=True)
class Writer:
    """Person who proposes or takes part: an account or none, the addresses that they have confirmed, and the numbers of
    what this browser began and nobody's address is known of yet."""

    user: Any
    addresses: frozenset[str] = frozenset()
    begun: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Belonging:
    """Owner and city of a thing, as the roles of ``cases.people`` ask it."""

    person_id: int | None
    city_id: int | None


def allowed(action: str, held: Iterable[Held]) -> bool:
    """Whether somebody who holds these roles may do this. A pure function."""
    scopes = PERMISSIONS[action]
    return any(role in scopes and scopes[role].reaches(own=own) for role, own in held)


def roles_of(who: Any, thing: Any = None) -> list[Held]:
    """Roles of an account or a ``Writer``, each with whether a submission is its own; without a thing nothing is."""
    writer = who if isinstance(who, Writer) else Writer(who, _addresses_of(who, thing))
    begun, right = _owns(writer, thing), _right(writer, thing)
    user = writer.user
    if not (user.is_authenticated and user.is_active):
        found: list[Held] = [(VISITOR, begun)]
    else:
        mine = user.pk if begun or right else None
        held = held_by(user, _Belonging(mine, getattr(thing, "for_city_id", None)))
        found = [(role, begun if role == ACCOUNT else own) for role, own in held]
    return [*found, (right, True)] if right else found


def may(who: Any, action: Action, thing: Any = None) -> bool:
    """Whether an account or a ``Writer`` may do this to a thing. Asks the rule itself, also of a superuser."""
    return bool(rules.has_perm(name_of(action), who, thing))


def may_read(who: Any, submission: Any) -> bool:
    """Whether somebody may read a submission as it is now: a draft, or one that was sent."""
    return may(who, Action.SEE_DRAFT if is_unread(submission) else Action.SEE, submission)


def is_unread(submission: Any) -> bool:
    """Whether it was never sent: nobody but those who write it may know of it."""
    return submission.sent_at is None or submission.state == State.DRAFT


def name_of(action: Action) -> str:
    """Name of an action as Django's ``has_perm`` knows it, such as ``review.screen``."""
    return f"review.{action.name.lower()}"


def register() -> None:
    """Makes every line of the table a rule."""
    for action in Action:
        rules.set_perm(name_of(action), _predicate(action))


def _predicate(action: Action) -> Any:
    def asked(who: Any, thing: Any = None) -> bool:
        if action == Action.JUDGE:  # an assignment is its expert's own; all else is whose submission it is
            return allowed(action, held_by(who.user if isinstance(who, Writer) else who, thing))
        return allowed(action, roles_of(who, thing))

    return rules.predicate(asked, name=action.name.lower())


def _owns(writer: Writer, thing: Any) -> bool:
    person = getattr(thing, "person_id", None)
    if person is not None:
        return bool(writer.user.is_authenticated and person == writer.user.pk)
    if not hasattr(thing, "co_submitters"):
        return False
    return thing.email in writer.addresses if thing.email else thing.number in writer.begun


def _right(writer: Writer, thing: Any) -> str:
    """Right of a co-submitter in a submission; "" where they have none."""
    if not hasattr(thing, "co_submitters") or not writer.addresses:
        return ""
    return next((each.right for each in thing.co_submitters.all() if each.email in writer.addresses), "")


def _addresses_of(user: Any, thing: Any) -> frozenset[str]:
    """Confirmed addresses of an account, read where a thing could be theirs by one."""
    if thing is None or not getattr(user, "is_authenticated", False):
        return frozenset()
    rows = user.emailaddress_set.filter(verified=True).values_list("email", flat=True)
    return frozenset(address.lower() for address in rows)
