"""Mails about accounts that another package words, such as codes to log in: sent at once, their words not kept."""

import re
from typing import Any

from django.contrib.auth.models import User
from django.template.loader import render_to_string
from django.utils.translation import get_language, override

from cases.messages.models import Message
from cases.messages.selectors.reading import reading_language

from .notify import Addressee, notify


def send_account_mail(template_prefix: str, email: str, context: dict[str, Any]) -> Message | None:
    """Sends what ``PREFIX_subject.txt`` and ``PREFIX_message.txt`` say, to that address and no other.

    What an adapter of django-allauth calls in its ``send_mail``. In the language of ``context["user"]`` where there is
    one, else that in force. None where nothing is sent, since the account is closed.
    """
    user = context.get("user")
    person = user if isinstance(user, User) and user.pk else None
    language = reading_language(person) if person else get_language() or ""
    with override(language):
        subject = " ".join(render_to_string(f"{template_prefix}_subject.txt", context).split())
        body = render_to_string(f"{template_prefix}_message.txt", context)
    paragraphs = [part.strip() for part in re.split(r"\n\s*\n", body) if part.strip()]
    made = notify(
        "account.mail",
        [Addressee(email, language, person)],
        context={"subject": subject, "paragraphs": paragraphs},
    )
    return made[0] if made else None
