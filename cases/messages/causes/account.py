"""Cause of mails about accounts, such as codes to log in: written elsewhere, sent from here."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.messages.choices import Pace

from .cause import Cause
from .kinds import Kind

ACCOUNT = Kind(code="account", label=_("Codes and notices about your account"), pace=Pace.AT_ONCE, mandatory=True)
KINDS = (ACCOUNT,)


def _sample() -> Mapping[str, Any]:
    return {"subject": gettext("Your code"), "paragraphs": [gettext("The code that was asked for:"), "ABCD-1234"]}


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
)
