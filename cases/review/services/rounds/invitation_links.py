"""Invitations answered from a mail: by links that act after a question, or by writing back."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.messages.causes.cause import register as register_cause
from cases.messages.models import MailReason, Thread
from cases.messages.records.replies import Reply
from cases.messages.services.action_links.links import make_action_link
from cases.messages.services.action_links.registry import ActionKind, NotAllowedError, register_action_kind
from cases.messages.services.incoming.registry import ReplyKind, ReplyRefusedError, register_reply_kind
from cases.review.causes import ROUND_CAUSES
from cases.review.causes.judging import INVITATION
from cases.review.choices import AssignmentState, Refusal
from cases.review.models import Assignment
from cases.review.permissions import Action, may
from cases.review.records.assignment_steps import StepError
from cases.review.records.mail_answers import answer_of
from cases.selectors.localized_format import day
from cases.written.isolation import isolated

from .answering import accept, decline

ACCEPT, DECLINE = "review.accept", "review.decline"
Forms = Mapping[str, Any]  # by kind of link: class of the form that it asks


def register(forms: Forms) -> None:
    """Makes causes, links and answers of invitations known. ``forms`` come from above, as layers have it."""
    for cause in ROUND_CAUSES:
        register_cause(replace(cause, links=links_of) if cause.reply_kind else cause)
    common: dict[str, Any] = {"may": _may, "model": Assignment}
    register_action_kind(
        ActionKind(
            code=ACCEPT,
            title=lambda person, about: _("Judge the submission %(title)s") % {"title": _title(about)},
            consequence=_consequence,
            button=lambda: _("Accept the invitation"),
            done=_accepted,
            act=_accept,
            form=lambda person, about, data: forms[ACCEPT](data),
            **common,
        )
    )
    register_action_kind(
        ActionKind(
            code=DECLINE,
            title=lambda person, about: _("Decline to judge %(title)s") % {"title": _title(about)},
            consequence=lambda person, about: _("Somebody else is asked then. Editors alone read the reason."),
            button=lambda: _("Decline the invitation"),
            done=lambda person, about: _("You have declined. Thank you for your answer."),
            act=_decline,
            form=lambda person, about, data: forms[DECLINE](data),
            **common,
        )
    )
    register_reply_kind(ReplyKind(INVITATION, gettext_lazy("Invitation to judge"), take_answer, _title))


def links_of(person: Any, assignment: Assignment) -> Mapping[str, str]:
    """Addresses by which an expert accepts or declines. They live a day longer than the time to answer."""
    until = timezone.make_aware(datetime.combine(assignment.answer_by + timedelta(days=2), datetime.min.time()))
    return {
        "accept_url": make_action_link(ACCEPT, person, assignment, until=until),
        "decline_url": make_action_link(DECLINE, person, assignment, until=until),
    }


def take_answer(thread: Thread, reply: Reply) -> None:
    """Takes an answer by mail. Raises ReplyRefusedError for one that is not plain, or comes too late."""
    assignment = Assignment.objects.select_related("round").filter(pk=thread.object_id).first()
    if assignment is None:
        raise ReplyRefusedError(MailReason.GONE)
    if not may(thread.person, Action.JUDGE, assignment):
        raise ReplyRefusedError(MailReason.NOT_ALLOWED)
    answer = answer_of(reply.text)
    if answer.accepts is None:
        raise ReplyRefusedError(MailReason.NO_TEXT)
    try:
        if answer.accepts:
            accept(assignment, thread.person, answer.words)
        else:
            decline(assignment, thread.person, Refusal.OTHER, answer.words)
    except StepError as error:
        raise ReplyRefusedError(MailReason.CLOSED) from error


def _title(assignment: Assignment) -> str:
    submission = assignment.round.submission
    return isolated(submission.title or submission.number)


def _consequence(person: Any, assignment: Assignment) -> str:
    return _("You are asked to judge it by the published criteria. Please answer by %(day)s.") % {
        "day": day(assignment.answer_by)
    }


def _accepted(person: Any, assignment: Assignment) -> str:
    if assignment.due_on is None:
        return _("You have accepted.")
    said = _("You have accepted. Your review is awaited by %(day)s; a mail leads you to its page.")
    return said % {"day": day(assignment.due_on)}


def _may(person: Any, assignment: Assignment) -> bool:
    """Whether it can still be answered, or was answered by this: the page then says so."""
    is_answered = assignment.state in (AssignmentState.ACCEPTED, AssignmentState.HANDED_IN, AssignmentState.DECLINED)
    return may(person, Action.JUDGE, assignment) and (assignment.state == AssignmentState.INVITED or is_answered)


def _accept(person: Any, assignment: Assignment, given: Mapping[str, Any]) -> None:
    _answer(lambda: accept(assignment, person))


def _decline(person: Any, assignment: Assignment, given: Mapping[str, Any]) -> None:
    _answer(lambda: decline(assignment, person, given["refusal"], given["words"]))


def _answer(act: Any) -> None:
    try:
        act()
    except StepError as error:
        raise NotAllowedError from error
