"""Mails about comments on passages of a page, to those whom they concern."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext as _
from wagtail.models import Comment, CommentReply, WorkflowState

from cases.selectors.person_name import person_name
from cases.selectors.review import PassageComment, shown

from .mailing import Written, form_of, send_each, title_of

Replies = list[tuple[Comment, list[CommentReply]]]


def mail_comments(page: Any, actor: User, comments: list[Comment]) -> None:
    """Tells the author of a text of new comments on it.

    Not while it waits for a decision: nobody but its reviewers may change it then, and the decision tells of them all.
    """
    state = page.current_workflow_state
    if not comments or (state is not None and state.status == WorkflowState.STATUS_IN_PROGRESS):
        return
    last = page.workflow_states.order_by("created_at").last()
    people = {user for user in (page.owner, last.requested_by if last else None) if user is not None}
    people |= set(User.objects.filter(page_subscriptions__page=page.pk, page_subscriptions__comment_notifications=True))

    def write() -> Written:
        said = _("%(name)s commented on “%(title)s”.") % {"name": person_name(actor), "title": title_of(page)}
        answer = _("Answer here: %(address)s") % {"address": form_of(page)}
        return _("Comments: “%(title)s”") % {"title": title_of(page)}, [said, *written(shown(page, comments)), answer]

    send_each(_concerned(people, page, actor), "updated_comments", write)


def mail_answers(page: Any, actor: User, replies: Replies) -> None:
    """Tells those who take part in a conversation about a passage of an answer in it, one mail each."""
    keys = [comment.pk for comment, _new in replies]
    said = CommentReply.objects.filter(comment__in=keys).select_related("user")
    people = {comment.user for comment, _new in replies} | {reply.user for reply in said}
    for user in _concerned(people, page, actor):
        answered = {reply.comment_id for reply in said if reply.user_id == user.pk}
        own = [comment for comment, _new in replies if comment.user_id == user.pk or comment.pk in answered]

        def write(own: list[Comment] = own) -> Written:
            text = _("%(name)s answered a comment on “%(title)s”.") % {
                "name": person_name(actor), "title": title_of(page),
            }  # fmt: skip
            answer = _("Answer here: %(address)s") % {"address": form_of(page)}
            return _("Answer: “%(title)s”") % {"title": title_of(page)}, [text, *written(shown(page, own)), answer]

        send_each([user], "updated_comments", write)


def written(comments: Iterable[PassageComment]) -> list[str]:
    """Comments as paragraphs of a mail, each under the name of its field."""
    return ["\n".join([f"{one.place} – {one.author}:", one.text, *_answers(one)]) for one in comments]


def _answers(comment: PassageComment) -> list[str]:
    return [f"— {author}: {text}" for author, text in comment.answers]


def _concerned(people: set[User], page: Any, actor: User) -> list[User]:
    """People who did not do it themselves and may still read the form."""
    may = [user for user in people if user != actor and user.is_active and user.has_perm("wagtailadmin.access_admin")]
    return sorted((user for user in may if page.permissions_for_user(user).can_edit()), key=lambda user: user.pk)
