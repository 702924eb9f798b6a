"""Causes about comments on passages of a text, and answers to them."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Comment

from cases.messages.choices import Pace
from cases.messages.models import Message

from .cause import Cause
from .kinds import Kind

COMMENTS = Kind(
    code="comments",
    label=_("Comments on passages, and answers"),
    pace=Pace.AT_ONCE,
    flag="updated_comments",
    newsroom=True,
)
KINDS = (COMMENTS,)


def are_settled(message: Message) -> bool:
    """Whether every comment was resolved or deleted, or the reader may not answer any more."""
    page, keys = message.about, message.context.get("keys", [])
    if page is None or not Comment.objects.filter(pk__in=keys, resolved_at=None).exists():
        return True
    return not page.permissions_for_user(message.person).can_edit()


def _sample() -> Mapping[str, Any]:
    mina, sam = User(first_name="Mina", last_name="Sample"), User(first_name="Sam", last_name="Sample")
    comment = {
        "place": gettext("Results"),
        "by": mina,
        "text": gettext("The cost has no source."),
        "answers": [{"by": sam, "text": gettext("Night buses along the ring road")}],
    }
    return {"title": gettext("Night buses along the ring road"), "by": mina, "comments": [comment]}


CAUSES = (
    Cause(
        code="comments.new",
        kind=COMMENTS,
        subject=_("Comments: “%(title)s”"),
        reason=_("You get this because you wrote this text, or follow the comments on it."),
        template="messaging/mail/comments.html",
        action=_("Answer here"),
        is_over=are_settled,
        sample=_sample,
    ),
    Cause(
        code="comments.answered",
        kind=COMMENTS,
        subject=_("Answer: “%(title)s”"),
        reason=_("You get this because you took part in this conversation."),
        template="messaging/mail/answers.html",
        action=_("Answer here"),
        is_over=are_settled,
        sample=_sample,
    ),
)
