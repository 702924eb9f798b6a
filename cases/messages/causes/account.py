"""Causes of mails about accounts: codes and notices, worded elsewhere; an account made; an answer not taken."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.messages.choices import Pace
from cases.messages.models import MailReason, Message

from .cause import Cause
from .kinds import Kind

ACCOUNT = Kind(code="account", label=_("Codes and notices about your account"), pace=Pace.AT_ONCE, mandatory=True)
ANSWERS = Kind(
    code="answers", label=_("Answers of yours by mail that could not be taken"), pace=Pace.AT_ONCE, mandatory=True
)
KINDS = (ACCOUNT, ANSWERS)


def _sample() -> Mapping[str, Any]:
    return {"subject": gettext("Your code"), "paragraphs": [gettext("The code that was asked for:"), "ABCD-1234"]}


def _invitation() -> Mapping[str, Any]:
    mina = User(first_name="Mina", last_name="Sample")
    values = {"site": gettext("Cities in practice"), "by": mina, "user_name": "sam", "valid_days": 3}
    return {**values, "url": "https://practice.example/"}


def _not_taken() -> Mapping[str, Any]:
    paragraphs = [str(MailReason.CLOSED.label), gettext("Please answer on the site.")]
    return {"subject": gettext("Not taken: your answer by mail"), "paragraphs": paragraphs}


def was_used(message: Message) -> bool:
    """Whether whoever was invited has come in since, or the account is gone."""
    user = message.about
    return not isinstance(user, User) or (user.last_login is not None and user.last_login > message.created_at)


def reply_headers(message: Message) -> Mapping[str, str]:
    """Headers by which a mail program puts it beside the mail that it is about, and no program answers it."""
    to = message.context.get("in_reply_to", "")
    said = {"Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All"}
    return {**said, "In-Reply-To": to, "References": to} if to else said


CAUSES = (
    Cause(
        code="account.mail",
        kind=ACCOUNT,
        subject="%(subject)s",
        reason=_("You get this because somebody used your address on this site."),
        template="messaging/mail/account.html",
        urgent=True,
        secret=True,
        lifetime=timedelta(hours=1),
        sample=_sample,
    ),
    Cause(
        code="account.invited",
        kind=ACCOUNT,
        subject=_("Your account: %(site)s"),
        reason=_("You get this because an administrator of this site made you an account."),
        template="messaging/mail/account_invited.html",
        action=_("Choose your password"),
        urgent=True,
        secret=True,
        lifetime=timedelta(days=2),  # less than the link is valid
        is_over=was_used,
        sample=_invitation,
    ),
    Cause(
        code="answers.not_taken",
        kind=ANSWERS,
        subject="%(subject)s",
        reason=_("You get this because you answered a mail of this site by mail."),
        template="messaging/mail/account.html",
        urgent=True,
        headers=reply_headers,
        sample=_not_taken,
    ),
)
