"""Messages about comments on passages of a page, to those whom they concern."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.urls import reverse
from wagtail.models import Comment, CommentReply, WorkflowState

from cases.selectors.review import MOST, shown

from .action_links.quiet_comments import QUIET_COMMENTS
from .mutes import muted_people, unmute
from .notify import notify

Replies = list[tuple[Comment, list[CommentReply]]]


def mail_comments(page: Any, actor: User, comments: list[Comment]) -> None:
    """Tells the author of a text of new comments on it.

    Not while it waits for a decision: nobody but its reviewers may change it then, and the decision tells of them all.
    """
    if comments:
        unmute(actor, QUIET_COMMENTS, page)  # whoever takes part hears again
    state = page.current_workflow_state
    if not comments or (state is not None and state.status == WorkflowState.STATUS_IN_PROGRESS):
        return
    last = page.workflow_states.order_by("created_at").last()
    people = {user for user in (page.owner, last.requested_by if last else None) if user is not None}
    people |= set(User.objects.filter(page_subscriptions__page=page.pk, page_subscriptions__comment_notifications=True))
    _tell("comments.new", _concerned(people, page, actor), page, actor, comments)


def mail_answers(page: Any, actor: User, replies: Replies) -> None:
    """Tells those who take part in a conversation about a passage of an answer in it, one message each."""
    keys = [comment.pk for comment, _new in replies]
    said = CommentReply.objects.filter(comment__in=keys).select_related("user")
    people = {comment.user for comment, _new in replies} | {reply.user for reply in said}
    if replies:
        unmute(actor, QUIET_COMMENTS, page)
    for user in _concerned(people, page, actor):
        answered = {reply.comment_id for reply in said if reply.user_id == user.pk}
        own = [comment for comment, _new in replies if comment.user_id == user.pk or comment.pk in answered]
        _tell("comments.answered", [user], page, actor, own)


def written(page: Any, comments: Iterable[Comment]) -> list[dict[str, Any]]:
    """Comments as templates of mails read them, each with the name of its field in the language in force."""
    found = sorted(list(comments)[:MOST], key=lambda comment: comment.created_at)
    return [
        {
            "key": comment.pk,
            "place": place.place,
            "by": comment.user,
            "text": comment.text,
            "answers": [{"by": reply.user, "text": reply.text} for reply in comment.replies.all()],
        }
        for comment, place in zip(found, shown(page, found), strict=True)
    ]


def _tell(cause: str, people: list[User], page: Any, actor: User, comments: list[Comment]) -> None:
    def values() -> dict[str, Any]:
        title = " ".join(str(page.get_admin_display_title()).split())
        keys = [comment.pk for comment in comments]
        return {"title": title, "by": actor, "comments": written(page, comments), "keys": keys}

    url = f"{settings.WAGTAILADMIN_BASE_URL}{reverse('wagtailadmin_pages:edit', args=[page.pk])}"
    notify(cause, people, page, context=values, url=url, by=actor)


def _concerned(people: set[User], page: Any, actor: User) -> list[User]:
    """People who did not do it themselves and may still read the form."""
    quiet = muted_people(QUIET_COMMENTS, page)
    may = [user for user in people if user != actor and user.is_active and user.has_perm("wagtailadmin.access_admin")]
    may = [user for user in may if user.pk not in quiet]
    return sorted((user for user in may if page.permissions_for_user(user).can_edit()), key=lambda user: user.pk)
