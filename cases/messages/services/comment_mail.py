"""Mails about comments on passages of a page, to those whom they concern."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.utils.translation import gettext as _
from wagtail.models import Comment, CommentReply, WorkflowState

from cases.selectors.person_name import person_name
from cases.selectors.review import PassageComment, shown

from .action_links.quiet_comments import QUIET_COMMENTS, quiet_link
from .incoming.comments import COMMENT
from .incoming.threads import reply_address
from .mailing import Written, form_of, send_each, title_of
from .mutes import muted_people, unmute

Replies = list[tuple[Comment, list[CommentReply]]]


def mail_comments(page: Any, actor: User, comments: list[Comment]) -> None:
    """Tells the author of a text of new comments on it.

    Not while it waits for a decision: nobody but its reviewers may change it then, and the decision tells of them all.
    """
    if comments:
        _hear_again(page, actor)
    state = page.current_workflow_state
    if not comments or (state is not None and state.status == WorkflowState.STATUS_IN_PROGRESS):
        return
    last = page.workflow_states.order_by("created_at").last()
    people = {user for user in (page.owner, last.requested_by if last else None) if user is not None}
    people |= set(User.objects.filter(page_subscriptions__page=page.pk, page_subscriptions__comment_notifications=True))

    for user in _concerned(people, page, actor):

        def write(user: User = user) -> Written:
            said = _("%(name)s commented on “%(title)s”.") % {"name": person_name(actor), "title": title_of(page)}
            paragraphs = [said, *_with_addresses(page, comments, user), *_ways_on(page, user)]
            return _("Comments: “%(title)s”") % {"title": title_of(page)}, paragraphs

        send_each([user], "updated_comments", write, partial(_answer_to, comments))


def mail_answers(page: Any, actor: User, replies: Replies) -> None:
    """Tells those who take part in a conversation about a passage of an answer in it, one mail each."""
    keys = [comment.pk for comment, _new in replies]
    said = CommentReply.objects.filter(comment__in=keys).select_related("user")
    people = {comment.user for comment, _new in replies} | {reply.user for reply in said}
    if replies:
        _hear_again(page, actor)
    for user in _concerned(people, page, actor):
        answered = {reply.comment_id for reply in said if reply.user_id == user.pk}
        own = [comment for comment, _new in replies if comment.user_id == user.pk or comment.pk in answered]

        def write(user: User = user, own: list[Comment] = own) -> Written:
            text = _("%(name)s answered a comment on “%(title)s”.") % {
                "name": person_name(actor),
                "title": title_of(page),
            }
            paragraphs = [text, *_with_addresses(page, own, user), *_ways_on(page, user)]
            return _("Answer: “%(title)s”") % {"title": title_of(page)}, paragraphs

        send_each([user], "updated_comments", write, partial(_answer_to, own))


def _answer_to(comments: list[Comment], user: User) -> str:
    """Address at which a mail is answered as a whole: where it tells of one comment, which is then answered."""
    return reply_address(user, COMMENT, comments[0]) if len(comments) == 1 else ""


def _with_addresses(page: Any, comments: list[Comment], user: User) -> list[str]:
    """Comments as paragraphs; of several each with an address of its own, or nobody could say which is meant."""
    paragraphs = written(shown(page, comments))
    if len(comments) < 2 or not settings.MAIL_DOMAIN:
        return paragraphs
    told = _("Answer this by mail: %(address)s")
    in_order = sorted(comments, key=lambda comment: comment.created_at)
    return [
        f"{text}\n{told % {'address': reply_address(user, COMMENT, comment)}}"
        for text, comment in zip(paragraphs, in_order, strict=False)
    ]


def _ways_on(page: Any, user: User) -> list[str]:
    """Ways to answer on the site, and to get no more of these mails."""
    return [
        _("Answer here: %(address)s") % {"address": form_of(page)},
        _("No more mails about comments on this text: %(address)s") % {"address": quiet_link(user, page)},
    ]


def _hear_again(page: Any, actor: User) -> None:
    """Lets whoever takes part again hear again."""
    unmute(actor, QUIET_COMMENTS, page)


def written(comments: Iterable[PassageComment]) -> list[str]:
    """Comments as paragraphs of a mail, each under the name of its field."""
    return ["\n".join([f"{one.place} – {one.author}:", one.text, *_answers(one)]) for one in comments]


def _answers(comment: PassageComment) -> list[str]:
    return [f"— {author}: {text}" for author, text in comment.answers]


def _concerned(people: set[User], page: Any, actor: User) -> list[User]:
    """People who did not do it themselves and may still read the form."""
    quiet = muted_people(QUIET_COMMENTS, page)
    may = [user for user in people if user != actor and user.is_active and user.has_perm("wagtailadmin.access_admin")]
    may = [user for user in may if user.pk not in quiet]
    return sorted((user for user in may if page.permissions_for_user(user).can_edit()), key=lambda user: user.pk)
