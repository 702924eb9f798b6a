"""People who can decide about a text that waits in a step of its workflow."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from wagtail.models import TaskState


def who_can_decide(task_state: TaskState, actor: Any = None) -> list[User]:
    """Members of the step's groups who can decide, except ``actor``, who brought the text there.

    Where nobody can, as on a site with one account, superusers.
    """
    page, task = task_state.workflow_state.content_object, task_state.task.specific
    people = User.objects.filter(is_active=True).order_by("pk")
    members = people.filter(groups__in=task.groups.all()).distinct()
    return _able(members, task, page, actor) or _able(people.filter(is_superuser=True), task, page, actor)


def _able(people: Iterable[User], task: Any, page: Any, actor: Any) -> list[User]:
    return [
        user
        for user in people
        if user != actor and user.has_perm("wagtailadmin.access_admin") and task.get_actions(page, user)
    ]
