"""Mails about accounts, such as codes to log in: worded by the room of people, sent at once, their words not kept."""

from collections.abc import Sequence

from django.conf import settings
from django.contrib.auth.models import User

from cases.messages.models import Message

from .notify import Addressee, cancel, notify


def send_account_mail(
    subject: str, paragraphs: Sequence[str], address: str, language: str, person: User | None
) -> Message | None:
    """Sends words to that address and no other, in the language in which they were written.

    ``person``: whose address it is, if anybody's. None where nothing is sent, since the account is closed.
    """
    made = notify(
        "account.mail",
        [Addressee(address, language, person)],
        context={"subject": subject, "paragraphs": list(paragraphs)},
    )
    return made[0] if made else None


def send_account_invitation(user: User, by: User, url: str, days: int) -> None:
    """Invites somebody for whom an administrator made an account. One that waits still would say an older link."""
    cancel("account.invited", user)
    values = {"site": settings.WAGTAIL_SITE_NAME, "by": by, "user_name": user.get_username(), "valid_days": days}
    notify("account.invited", [Addressee(user.email, person=user)], user, context={**values, "url": url})
