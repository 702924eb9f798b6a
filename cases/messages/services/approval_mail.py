"""Mails about texts in a workflow: to those who can decide, and to whoever submitted the text.

They stand in for Wagtail's, which also go to people who cannot decide (whoever submitted the text, every superuser),
lack the remark of the step before, and are in the language of whoever pressed the button where a reader chose none.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMessage, get_connection
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import TaskState, WorkflowState
from wagtail.users.models import UserProfile

from cases.selectors.localized_format import moment
from cases.selectors.person_name import person_name

Written = tuple[str, list[str]]  # subject, paragraphs


def mail_reviewers(task_state: TaskState, actor: User | None) -> None:
    """Tells those who can decide about a text, except whoever brought it there.

    Where nobody in the groups of the step can, as on a site with one account, superusers are told.
    """
    page, task = task_state.workflow_state.content_object, task_state.task.specific
    people = User.objects.filter(is_active=True)
    members = people.filter(groups__in=task.groups.all()).distinct()
    asked = _who_can_decide(members, task, page, actor) or _who_can_decide(
        people.filter(is_superuser=True), task, page, actor
    )
    before = task_state.workflow_state.task_states.exclude(pk=task_state.pk).exclude(finished_at=None)
    last = before.order_by("finished_at").last()

    def write() -> Written:
        submitter = task_state.workflow_state.requested_by
        body = _("“%(title)s” waits for your decision in the step “%(step)s”: approve it, or ask for changes.")
        paragraphs = [body % {"title": _title(page), "step": task.name}]
        if submitter:
            paragraphs.append(_("Submitted by: %(name)s") % {"name": person_name(submitter)})
        paragraphs += [*_remark(last), _("Decide here: %(address)s") % {"address": _form_of(page)}]
        return _("For your decision: “%(title)s”") % {"title": _title(page)}, paragraphs

    _send(asked, "submitted", write)


def mail_changes_requested(state: WorkflowState, actor: User | None) -> None:
    """Tells whoever submitted a text that it came back, and why."""
    page, task_state = state.content_object, state.current_task_state

    def write() -> Written:
        body = _("%(name)s asks for changes to “%(title)s” before it can go on.")
        if actor is None:
            body = _("“%(title)s” needs changes before it can go on.")
        paragraphs = [body % {"name": person_name(actor), "title": _title(page)}, *_remark(task_state)]
        paragraphs.append(_("Change it here: %(address)s") % {"address": _form_of(page)})
        return _("Changes requested: “%(title)s”") % {"title": _title(page)}, paragraphs

    _send(_submitter(state, actor), "rejected", write)


def mail_approved(state: WorkflowState, actor: User | None) -> None:
    """Tells whoever submitted a text that it was approved, and whether readers see it now."""
    page = type(state.content_object).objects.get(pk=state.content_object.pk)  # as publishing left it
    planned = page.scheduled_revision

    def write() -> Written:
        body = _("“%(title)s” was approved and is public now.")
        if planned is not None:
            body = _("“%(title)s” was approved and will be public from %(moment)s.")
        when = moment(planned.approved_go_live_at) if planned is not None else ""
        paragraphs = [body % {"title": _title(page), "moment": when}, *_remark(state.current_task_state)]
        if planned is None and page.full_url:
            paragraphs.append(_("Read it here: %(address)s") % {"address": page.full_url})
        else:
            paragraphs.append(_("See it here: %(address)s") % {"address": _form_of(page)})
        return _("Approved: “%(title)s”") % {"title": _title(page)}, paragraphs

    _send(_submitter(state, actor), "approved", write)


def _who_can_decide(people: Iterable[User], task: Any, page: Any, actor: User | None) -> list[User]:
    return [
        user
        for user in people
        if user != actor and user.has_perm("wagtailadmin.access_admin") and task.get_actions(page, user)
    ]


def _submitter(state: WorkflowState, actor: User | None) -> list[User]:
    user = state.requested_by
    return [user] if user is not None and user != actor and user.has_perm("wagtailadmin.access_admin") else []


def _send(people: list[User], kind: str, write: Callable[[], Written]) -> None:
    """Sends a mail each, in their language, to those who have not turned off mails of this kind."""
    mails = []
    for user in people:
        profile = UserProfile.get_for_user(user)
        if user.is_active and user.email and getattr(profile, f"{kind}_notifications"):
            with override(profile.preferred_language or settings.LANGUAGE_CODE):
                mails.append(_mail(user, *write()))
    if mails:
        get_connection().send_messages(mails)


def _mail(user: User, subject: str, paragraphs: list[str]) -> EmailMessage:
    greeting = _("Hello %(name)s,") % {"name": person_name(user)}
    account = f"{settings.WAGTAILADMIN_BASE_URL}{reverse('wagtailadmin_account')}#tab-notifications"
    choice = _("Which mails you get you choose here: %(address)s") % {"address": account}
    body = "\n\n".join([greeting, *paragraphs, "-- \n" + choice])
    headers = {"Auto-Submitted": "auto-generated"}
    return EmailMessage(" ".join(subject.split()), body, to=[user.email], headers=headers)


def _remark(task_state: Any) -> list[str]:
    """The remark that was left with a decision, under the name of whoever left it."""
    if task_state is None or not task_state.comment.strip():
        return []
    if task_state.finished_by is None:
        return [_("Remark:") + "\n" + task_state.comment.strip()]
    return [
        _("Remark by %(name)s:") % {"name": person_name(task_state.finished_by)} + "\n" + task_state.comment.strip()
    ]


def _title(page: Any) -> str:
    return str(page.get_admin_display_title())


def _form_of(page: Any) -> str:
    return f"{settings.WAGTAILADMIN_BASE_URL}{reverse('wagtailadmin_pages:edit', args=[page.pk])}"
