"""Answers by mail to comments on passages: they become answers in the conversation, on the terms of the screen."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Comment, CommentReply

from cases.messages.models import MailReason, Thread
from cases.messages.records.replies import Reply
from cases.selectors.localized_format import listed
from cases.signals import page_commented
from cases.written.isolation import isolated

from .registry import ReplyKind, ReplyRefusedError, register_reply_kind

COMMENT = "comment"


def may_answer(person: Any, comment: Comment) -> bool:
    """Whether a person could answer a comment on the form of its page at this moment."""
    page = comment.page.specific
    has_access = person.is_active and person.has_perm("wagtailadmin.access_admin")
    if not (has_access and page.permissions_for_user(person).can_edit()):
        return False
    lock = page.get_lock()
    return lock is None or not lock.for_user(person)


def take_answer(thread: Thread, reply: Reply) -> None:
    """Makes an answer to the comment, logs it as the form does, and announces it. Raises ReplyRefusedError."""
    comment = Comment.objects.select_related("page").filter(pk=thread.object_id).first()
    if comment is None:
        raise ReplyRefusedError(MailReason.GONE)
    if not may_answer(thread.person, comment):
        raise ReplyRefusedError(MailReason.NOT_ALLOWED)
    if comment.resolved_at is not None:
        raise ReplyRefusedError(MailReason.CLOSED)
    text = reply.text
    if reply.files:  # a comment has no files: those who read it are to know where they are
        names = listed(map(isolated, reply.files))
        told = _("Files that came with this answer by mail, which administrators have: %(names)s")
        text = "\n\n".join(filter(None, [text, told % {"names": names}]))
    answer = CommentReply.objects.create(comment=comment, user=thread.person, text=text)
    answer.log_create(user=thread.person)
    page = comment.page.specific
    page_commented.send(type(page), page=page, user=thread.person, comments=[], replies=[(comment, [answer])])


def _described(comment: Comment) -> str:
    """Title of the page and words of the comment."""
    return f"{isolated(comment.page.get_admin_display_title())} – {isolated(comment.text)}"


def register() -> None:
    """Makes the kind known."""
    register_reply_kind(ReplyKind(COMMENT, gettext_lazy("Comment on a passage"), take_answer, _described))
