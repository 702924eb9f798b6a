"""Rights of accounts, compared: who may do something that another may not.

Whoever sets the password of an account has its rights, and so has whoever is given its role. Rights are the permissions
of an account and of its groups, those on branches of the page tree and of the collections, and the tasks of workflows
in force that its groups may approve.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db.models import Q, QuerySet
from wagtail.models import GroupApprovalTask, GroupCollectionPermission, GroupPagePermission, WorkflowTask

from cases.models import ApprovalByOthersTask

# Nothing asks for these, though migrations of Wagtail give them to groups: pictures and files are asked of collections,
# and the screens of wagtail-localize are left out.
UNASKED = ("wagtailimages", "wagtaildocs", "wagtail_localize")


class Right(NamedTuple):
    """Something that may be done. ``place``: path of the branch of a tree where; "" for a right without a place."""

    kind: str
    key: int
    place: str = ""


def groups_beyond(user: Any) -> set[int]:
    """Keys of the groups that may do something the user may not. Empty for a superuser. Seven queries."""
    if user.is_superuser:
        return set()
    mine = set(user.groups.values_list("pk", flat=True))
    rights = _rights_by_group()
    held = {Right("permission", key) for key in user.user_permissions.values_list("pk", flat=True)}
    held = held.union(*(rights.get(group, set()) for group in mine))
    return {group for group, given in rights.items() if not all(_is_held(right, held) for right in given)}


def accounts_beyond(user: Any, accounts: Iterable[Any]) -> QuerySet[Any]:
    """Accounts, of those given, that may do something the user may not, were they active. Empty for a superuser."""
    found = get_user_model().objects.filter(pk__in=[account.pk for account in accounts])
    if user.is_superuser:
        return found.none()
    mine = Permission.objects.filter(Q(group__user=user) | Q(user=user)).values("pk")
    special = _asked().exclude(pk__in=mine).filter(user__isnull=False).values("user")
    beyond = Q(is_superuser=True) | Q(groups__in=groups_beyond(user)) | Q(pk__in=special)
    return found.filter(beyond).distinct()


def _rights_by_group() -> dict[int, set[Right]]:
    found: dict[int, set[Right]] = {}
    for group, key in _asked().filter(group__isnull=False).values_list("group", "pk"):
        found.setdefault(group, set()).add(Right("permission", key))
    for kind, model in (("page", GroupPagePermission), ("collection", GroupCollectionPermission)):
        for group, key, path in model.objects.values_list("group_id", "permission_id", f"{kind}__path"):
            found.setdefault(group, set()).add(Right(kind, key, path))
    in_force = WorkflowTask.objects.filter(workflow__active=True, task__active=True).values("task")
    for task in (ApprovalByOthersTask, GroupApprovalTask):
        for group, key in task.objects.filter(pk__in=in_force, groups__isnull=False).values_list("groups", "pk"):
            found.setdefault(group, set()).add(Right("review", key))
    return found


def _asked() -> QuerySet[Permission]:
    """Permissions that something asks for."""
    return Permission.objects.exclude(content_type__app_label__in=UNASKED)


def _is_held(right: Right, held: set[Right]) -> bool:
    """Whether a right is among those held, be it on a branch that holds its own."""
    if not right.place:
        return right in held
    return any(own.kind == right.kind and own.key == right.key and right.place.startswith(own.place) for own in held)
