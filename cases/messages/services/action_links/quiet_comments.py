"""The link “no more mails about comments on this text”."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.messages.services.mutes import mute, unmute
from cases.written.isolation import isolated

from .links import make_action_link
from .registry import ActionKind, register_action_kind

QUIET_COMMENTS = "quiet_comments"
VALID_FOR = timedelta(days=90)


def quiet_link(person: Any, page: Any) -> str:
    """Address by which a person gets no more mails about comments on a text."""
    return make_action_link(QUIET_COMMENTS, person, page, until=timezone.now() + VALID_FOR)


def _title(person: Any, page: Any) -> str:
    return _("No more mails about comments on %(title)s") % {"title": isolated(_name(page))}


def _consequence(person: Any, page: Any) -> str:
    return _(
        "You get no more mails about comments on passages of this text and about answers to them. On the site you "
        "still see them all, and as soon as you comment on it or answer there yourself, you get mails again."
    )


def _done(person: Any, page: Any) -> str:
    return _("You get no more mails about comments on %(title)s.") % {"title": isolated(_name(page))}


def _may(person: Any, page: Any) -> bool:
    """Whether the link says to its reader no more than they may know: the title is that of a draft, perhaps."""
    can_edit = page.permissions_for_user(person).can_edit()
    return bool(person.has_perm("wagtailadmin.access_admin") and can_edit)


def _name(page: Any) -> str:
    return str(page.get_admin_display_title())


def register() -> None:
    """Makes the kind known."""
    register_action_kind(
        ActionKind(
            code=QUIET_COMMENTS,
            title=_title,
            consequence=_consequence,
            button=lambda: _("Send me no more of these mails"),
            done=_done,
            may=_may,
            act=lambda person, page: mute(person, QUIET_COMMENTS, page),
            take_back=lambda person, page: unmute(person, QUIET_COMMENTS, page),
            take_back_button=lambda: _("Send me these mails again"),
        )
    )
