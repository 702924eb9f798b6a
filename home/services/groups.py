"""The groups of people who work here, what each may do, and the workflow a text goes through."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps as live_apps
from django.conf import settings
from django.utils.translation import gettext, override

from cases.permissions import GROUPS, PAGE_PERMISSIONS, REVIEWERS, Role, State

_ADMIN = ("wagtailadmin.access_admin",)
_KNOWLEDGE = (
    "cases.view_case", "cases.change_case", "cases.view_topic",
    "cases.view_city", "cases.add_city", "cases.change_city",
)  # fmt: skip
_WORDS = (
    "cases.view_unit", "cases.add_unit", "cases.change_unit",
    "cases.view_partnerrole", "cases.add_partnerrole", "cases.change_partnerrole",
)  # fmt: skip
_TOPICS = ("cases.view_topic", "cases.add_topic", "cases.change_topic", "cases.delete_topic")
_SUBMISSIONS = ("review.view_submission",)  # to read what was sent in the admin; what else, the room itself says
_AUTHOR = (*_ADMIN, "cases.view_case", "cases.view_topic", "cases.view_city", "cases.view_unit")
_WRITING = (
    *_ADMIN,
    *_KNOWLEDGE,
    *_WORDS,
    "search.view_searchedquery",
    "cases.view_importrun",
    "cases.add_importrun",
    *_SUBMISSIONS,
)
_PUBLISHING = (*_WRITING, "cases.delete_city", "cases.delete_unit", "cases.delete_partnerrole")
_OUTBOX = ("search.view_outboxentry", "search.change_outboxentry")
_PEOPLE = ("auth.add_user", "auth.change_user", "auth.delete_user")
_MESSAGES = ("messaging.view_message", "messaging.change_message")
_WORKFLOWS = (
    "wagtailcore.add_workflow", "wagtailcore.change_workflow", "wagtailcore.delete_workflow",
    "wagtailcore.add_task", "wagtailcore.change_task", "wagtailcore.delete_task",
    "cases.add_approvalbyotherstask", "cases.change_approvalbyotherstask", "cases.delete_approvalbyotherstask",
)  # fmt: skip
PERMISSIONS = {
    GROUPS[Role.AUTHOR]: _AUTHOR,
    GROUPS[Role.EDITOR]: _WRITING,
    GROUPS[Role.PUBLISHER]: _PUBLISHING,
    GROUPS[Role.TAXONOMY_KEEPER]: (*_ADMIN, *_TOPICS),
    GROUPS[Role.ADMINISTRATOR]: (*_PUBLISHING, *_TOPICS, *_PEOPLE, *_WORKFLOWS, *_OUTBOX, *_MESSAGES),
}
# Images and documents, in every collection. Who may add may also change what they added themselves.
_FILES = {
    Role.AUTHOR: ("add", "choose"),
    Role.EDITOR: ("add", "change", "choose"),
    Role.PUBLISHER: ("add", "change", "choose", "delete"),
    Role.ADMINISTRATOR: ("add", "change", "choose", "delete"),
}
# Pictures are under the permissions of Wagtail's own model, whatever model keeps them.
FILE_MODELS = (("wagtailimages", "image"), ("wagtaildocs", "document"))


def ensure_groups(apps: Any = live_apps) -> None:
    """Makes the groups and the workflow; running it again adds nothing. A migration hands in its own models."""
    Group = apps.get_model("auth", "Group")
    # Wagtail's own second group is what is called publishers here.
    if not Group.objects.filter(name=GROUPS[Role.PUBLISHER]).exists():
        Group.objects.filter(name="Moderators").update(name=GROUPS[Role.PUBLISHER])
    for role, name in GROUPS.items():
        group, _created = Group.objects.get_or_create(name=name)
        group.permissions.add(*_permissions(apps, PERMISSIONS[name]))
        _grant_pages(apps, group, PAGE_PERMISSIONS.get(role, frozenset()))
        _grant_files(apps, group, _FILES.get(role, ()))
    ensure_workflow(apps)


def ensure_workflow(apps: Any = live_apps) -> None:
    """Editorial check, then publication, for every page of the site; replaces the workflow a new Wagtail comes with."""
    Task = apps.get_model("cases", "ApprovalByOthersTask")
    if Task.objects.exists():
        return
    content_type = _content_type(apps, "cases", "approvalbyotherstask")
    with override(settings.LANGUAGE_CODE):
        names = {State.CHECK: gettext("Editorial check"), State.CHECKED: gettext("Publication")}
        title = gettext("Editorial check and publication")
    workflow = apps.get_model("wagtailcore", "Workflow").objects.create(name=title, active=True)
    for order, (state, name) in enumerate(names.items()):
        task = Task.objects.create(name=name, active=True, content_type=content_type)
        groups = [GROUPS[role] for role in REVIEWERS[state]]
        task.groups.set(apps.get_model("auth", "Group").objects.filter(name__in=groups))
        apps.get_model("wagtailcore", "WorkflowTask").objects.create(
            workflow=workflow, task_id=task.pk, sort_order=order
        )
    pages = apps.get_model("wagtailcore", "WorkflowPage").objects
    replaced = pages.filter(page__depth=1).first()
    if replaced is not None:
        apps.get_model("wagtailcore", "Workflow").objects.filter(pk=replaced.workflow_id).update(active=False)
    pages.update_or_create(page=_root(apps, "Page"), defaults={"workflow": workflow})


def _grant_pages(apps: Any, group: Any, actions: Iterable[str]) -> None:
    for action in actions:
        apps.get_model("wagtailcore", "GroupPagePermission").objects.get_or_create(
            group=group, page=_root(apps, "Page"), permission=_permission(apps, f"wagtailcore.{action}_page")
        )


def _grant_files(apps: Any, group: Any, actions: Iterable[str]) -> None:
    for app, model in FILE_MODELS:
        for action in actions:
            apps.get_model("wagtailcore", "GroupCollectionPermission").objects.get_or_create(
                group=group,
                collection=_root(apps, "Collection"),
                permission=_permission(apps, f"{app}.{action}_{model}"),
            )


def _root(apps: Any, model: str) -> Any:
    return apps.get_model("wagtailcore", model).objects.get(depth=1)


def _permissions(apps: Any, labels: Iterable[str]) -> list[Any]:
    """Permissions of these labels; in a migration those that there are by then, since later ones are given later."""
    known = apps is live_apps
    return [_permission(apps, label) for label in labels if known or _is_there(apps, label)]


def _is_there(apps: Any, label: str) -> bool:
    app, codename = label.split(".")
    found = apps.get_model("auth", "Permission").objects.filter(content_type__app_label=app, codename=codename)
    return bool(found.exists())


def _permission(apps: Any, label: str) -> Any:
    app, codename = label.split(".")
    return apps.get_model("auth", "Permission").objects.get(content_type__app_label=app, codename=codename)


def _content_type(apps: Any, app: str, model: str) -> Any:
    content_type, _created = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=app, model=model
    )
    return content_type
