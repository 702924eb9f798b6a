"""Comments at fields and passages of a page: who hears of them."""

from typing import Any

from wagtail.admin.views.pages.edit import EditView

from cases.signals import page_commented


def tell_of_comments(view: EditView, changes: dict[str, Any]) -> None:
    """Announces comments and answers that a save of a page's form brought."""
    page_commented.send(
        sender=type(view.page),
        page=view.page,
        user=view.request.user,
        comments=list(changes["new_comments"]),
        replies=[(comment, list(replies)) for comment, replies in changes["new_replies"]],
    )


def install() -> None:
    """Makes page forms announce comments, where Wagtail would write to whoever once opened the page."""
    EditView.send_commenting_notifications = tell_of_comments
