"""Causes about texts in a workflow: one waits for a decision, comes back, is approved."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import TaskState, WorkflowState

from cases.messages.choices import Pace
from cases.messages.models import Message

from .cause import Cause, is_gone
from .kinds import Kind

# Each in step with a field of Wagtail's own profile. People wait for them, so they leave at once where nobody chose.
WAITING = Kind(
    code="waiting", label=_("Texts that wait for your decision"), pace=Pace.AT_ONCE, flag="submitted", newsroom=True
)
CAME_BACK = Kind(
    code="came_back", label=_("Your texts that came back"), pace=Pace.AT_ONCE, flag="rejected", newsroom=True
)
APPROVED = Kind(
    code="approved", label=_("Your texts that were approved"), pace=Pace.AT_ONCE, flag="approved", newsroom=True
)
KINDS = (WAITING, CAME_BACK, APPROVED)


def is_decided(message: Message) -> bool:
    """Whether the text waits in that step no more, or not for this person."""
    task_state = message.about
    if not isinstance(task_state, TaskState) or task_state.status != TaskState.STATUS_IN_PROGRESS:
        return True
    page = task_state.workflow_state.content_object
    return page is None or not task_state.task.specific.get_actions(page, message.person)


def was_sent_again(message: Message) -> bool:
    """Whether the text was submitted again, or left its workflow."""
    state = message.about
    return not isinstance(state, WorkflowState) or state.status != WorkflowState.STATUS_NEEDS_CHANGES


def _sample() -> Mapping[str, Any]:
    return {
        "title": gettext("Night buses along the ring road"),
        "step": gettext("Editorial check"),
        "by": User(first_name="Mina", last_name="Sample"),
        "remark": {"by": User(first_name="Sam", last_name="Sample"), "text": gettext("The cost has no source.")},
        "comments": [],
        "moment": timezone.now(),
    }


CAUSES = (
    Cause(
        code="workflow.waiting",
        kind=WAITING,
        subject=_("For your decision: “%(title)s”"),
        reason=_("You get this because you can decide about texts in this step."),
        template="messaging/mail/waiting.html",
        action=_("Decide here"),
        is_over=is_decided,
        sample=_sample,
    ),
    Cause(
        code="workflow.figures",
        kind=WAITING,
        subject=_("Figures changed during the review: “%(title)s”"),
        reason=_("You get this because you can decide about texts in this step."),
        template="messaging/mail/figures_changed.html",
        action=_("Look at them and decide"),
        is_over=is_decided,
        sample=_sample,
    ),
    Cause(
        code="workflow.came_back",
        kind=CAME_BACK,
        subject=_("Changes requested: “%(title)s”"),
        reason=_("You get this because you submitted this text."),
        template="messaging/mail/came_back.html",
        action=_("Change it here"),
        is_over=was_sent_again,
        sample=_sample,
    ),
    Cause(
        code="workflow.approved",
        kind=APPROVED,
        subject=_("Approved: “%(title)s”"),
        reason=_("You get this because you submitted this text."),
        template="messaging/mail/approved.html",
        action=_("Read it here"),
        is_over=is_gone,
        sample=lambda: {**_sample(), "moment": None},
    ),
)
