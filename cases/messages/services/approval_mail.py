"""Messages about texts in a workflow: to those who can decide, and to whoever submitted the text.

They stand in for Wagtail's, which also go to people who cannot decide (whoever submitted the text, every superuser),
lack the remark of the step before, and are in the language of whoever pressed the button where a reader chose none.
"""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.urls import reverse
from wagtail.models import Comment, TaskState, WorkflowState

from cases.selectors.deciders import who_can_decide

from .comment_mail import written
from .notify import cancel, notify


def mail_reviewers(task_state: TaskState, actor: User | None) -> None:
    """Tells those who can decide about a text, except whoever brought it there.

    Where nobody in the groups of the step can, as on a site with one account, superusers are told.
    """
    state, task = task_state.workflow_state, task_state.task.specific
    page = state.content_object
    before = state.task_states.exclude(pk=task_state.pk).exclude(finished_at=None)
    last = before.order_by("finished_at").last()
    cancel("workflow.came_back", state)
    values = {"title": title_of(page), "step": task.name, "by": state.requested_by, "remark": _remark(last)}
    asked = who_can_decide(task_state, actor)
    notify("workflow.waiting", asked, task_state, context=values, url=form_of(page), by=actor)


def mail_changes_requested(state: WorkflowState, actor: User | None) -> None:
    """Tells whoever submitted a text that it came back, and why."""
    page, task_state = state.content_object, state.current_task_state

    def values() -> dict[str, Any]:
        return {
            "title": title_of(page), "by": actor, "remark": _remark(task_state), "comments": _open_comments(page),
        }  # fmt: skip

    notify("workflow.came_back", _submitter(state), state, context=values, url=form_of(page), by=actor)


def mail_approved(state: WorkflowState, actor: User | None) -> None:
    """Tells whoever submitted a text that it was approved, and whether readers see it now."""
    page = type(state.content_object).objects.get(pk=state.content_object.pk)  # as publishing left it
    planned = page.scheduled_revision

    def values() -> dict[str, Any]:
        return {
            "title": title_of(page),
            "moment": planned.approved_go_live_at if planned is not None else None,
            "remark": _remark(state.current_task_state),
            "comments": _open_comments(page),
        }

    url = page.full_url if planned is None and page.full_url else form_of(page)
    notify("workflow.approved", _submitter(state), page, context=values, url=url, by=actor)


def title_of(page: Any) -> str:
    """Title of a page as its newsroom reads it, in one line."""
    return " ".join(str(page.get_admin_display_title()).split())


def form_of(page: Any) -> str:
    """Address of the form of a page."""
    return f"{settings.WAGTAILADMIN_BASE_URL}{reverse('wagtailadmin_pages:edit', args=[page.pk])}"


def _submitter(state: WorkflowState) -> list[User]:
    user = state.requested_by
    return [user] if user is not None and user.has_perm("wagtailadmin.access_admin") else []


def _open_comments(page: Any) -> list[dict[str, Any]]:
    """Comments on passages that nobody has resolved yet."""
    comments = Comment.objects.filter(page=page.pk, resolved_at=None).select_related("user")
    return written(page, comments.prefetch_related("replies__user").order_by("created_at"))


def _remark(task_state: Any) -> dict[str, Any] | None:
    """The remark that was left with a decision, under the name of whoever left it."""
    if task_state is None or not task_state.comment.strip():
        return None
    return {"by": task_state.finished_by, "text": task_state.comment.strip()}
