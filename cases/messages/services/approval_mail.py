"""Mails about texts in a workflow: to those who can decide, and to whoever submitted the text.

They stand in for Wagtail's, which also go to people who cannot decide (whoever submitted the text, every superuser),
lack the remark of the step before, and are in the language of whoever pressed the button where a reader chose none.
"""

from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext as _
from wagtail.models import Comment, TaskState, WorkflowState

from cases.selectors.deciders import who_can_decide
from cases.selectors.localized_format import moment
from cases.selectors.person_name import person_name
from cases.selectors.review import shown

from .comment_mail import written
from .mailing import Written, form_of, send_each, title_of


def mail_reviewers(task_state: TaskState, actor: User | None) -> None:
    """Tells those who can decide about a text, except whoever brought it there.

    Where nobody in the groups of the step can, as on a site with one account, superusers are told.
    """
    page, task = task_state.workflow_state.content_object, task_state.task.specific
    asked = who_can_decide(task_state, actor)
    before = task_state.workflow_state.task_states.exclude(pk=task_state.pk).exclude(finished_at=None)
    last = before.order_by("finished_at").last()

    def write() -> Written:
        submitter = task_state.workflow_state.requested_by
        body = _("“%(title)s” waits for your decision in the step “%(step)s”: approve it, or ask for changes.")
        paragraphs = [body % {"title": title_of(page), "step": task.name}]
        if submitter:
            paragraphs.append(_("Submitted by: %(name)s") % {"name": person_name(submitter)})
        paragraphs += [*_remark(last), _("Decide here: %(address)s") % {"address": form_of(page)}]
        return _("For your decision: “%(title)s”") % {"title": title_of(page)}, paragraphs

    send_each(asked, "submitted", write)


def mail_changes_requested(state: WorkflowState, actor: User | None) -> None:
    """Tells whoever submitted a text that it came back, and why."""
    page, task_state = state.content_object, state.current_task_state

    def write() -> Written:
        body = _("%(name)s asks for changes to “%(title)s” before it can go on.")
        if actor is None:
            body = _("“%(title)s” needs changes before it can go on.")
        paragraphs = [body % {"name": person_name(actor), "title": title_of(page)}, *_remark(task_state)]
        paragraphs += _open_comments(page)
        paragraphs.append(_("Change it here: %(address)s") % {"address": form_of(page)})
        return _("Changes requested: “%(title)s”") % {"title": title_of(page)}, paragraphs

    send_each(_submitter(state, actor), "rejected", write)


def mail_approved(state: WorkflowState, actor: User | None) -> None:
    """Tells whoever submitted a text that it was approved, and whether readers see it now."""
    page = type(state.content_object).objects.get(pk=state.content_object.pk)  # as publishing left it
    planned = page.scheduled_revision

    def write() -> Written:
        body = _("“%(title)s” was approved and is public now.")
        if planned is not None:
            body = _("“%(title)s” was approved and will be public from %(moment)s.")
        when = moment(planned.approved_go_live_at) if planned is not None else ""
        paragraphs = [body % {"title": title_of(page), "moment": when}, *_remark(state.current_task_state)]
        paragraphs += _open_comments(page)
        if planned is None and page.full_url:
            paragraphs.append(_("Read it here: %(address)s") % {"address": page.full_url})
        else:
            paragraphs.append(_("See it here: %(address)s") % {"address": form_of(page)})
        return _("Approved: “%(title)s”") % {"title": title_of(page)}, paragraphs

    send_each(_submitter(state, actor), "approved", write)


def _submitter(state: WorkflowState, actor: User | None) -> list[User]:
    user = state.requested_by
    return [user] if user is not None and user != actor and user.has_perm("wagtailadmin.access_admin") else []


def _open_comments(page: Any) -> list[str]:
    """Comments on passages that nobody has resolved yet."""
    comments = (
        Comment.objects.filter(page=page.pk, resolved_at=None).select_related("user").prefetch_related("replies__user")
    )
    found = written(shown(page, comments.order_by("created_at")))
    return [_("Open comments on passages:"), *found] if found else []


def _remark(task_state: Any) -> list[str]:
    """The remark that was left with a decision, under the name of whoever left it."""
    if task_state is None or not task_state.comment.strip():
        return []
    if task_state.finished_by is None:
        return [_("Remark:") + "\n" + task_state.comment.strip()]
    return [
        _("Remark by %(name)s:") % {"name": person_name(task_state.finished_by)} + "\n" + task_state.comment.strip()
    ]
