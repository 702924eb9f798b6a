"""Mails to people with accounts, each in the language of who reads it."""

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMessage, get_connection
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from wagtail.users.models import UserProfile

from cases.selectors.person_name import person_name

from .incoming.threads import answer_hint, marker

Written = tuple[str, list[str]]  # subject, paragraphs


def send_each(
    people: Iterable[User], kind: str, write: Callable[[], Written], answer_to: Callable[[User], str] | None = None
) -> None:
    """Sends a mail each, in their language, to those who have not turned off mails of this kind.

    ``answer_to``: the address at which a person answers by mail; "" for none.
    """
    mails = []
    for user in people:
        profile = UserProfile.get_for_user(user)
        if user.is_active and user.email and getattr(profile, f"{kind}_notifications"):
            with override(profile.preferred_language or settings.LANGUAGE_CODE):
                mails.append(_mail(user, *write(), address=answer_to(user) if answer_to else ""))
    if mails:
        get_connection().send_messages(mails)


def _mail(user: User, subject: str, paragraphs: list[str], address: str = "") -> EmailMessage:
    greeting = _("Hello %(name)s,") % {"name": person_name(user)}
    account = f"{settings.WAGTAILADMIN_BASE_URL}{reverse('wagtailadmin_account')}#tab-notifications"
    choice = _("Which mails you get you choose here: %(address)s") % {"address": account}
    language = get_language() or settings.LANGUAGE_CODE
    before = [marker(language), answer_hint(language)] if address else []
    body = "\n\n".join([*before, greeting, *paragraphs, "-- \n" + choice])
    headers = {"Auto-Submitted": "auto-generated"}
    reply_to = [address] if address else None
    return EmailMessage(" ".join(subject.split()), body, to=[user.email], headers=headers, reply_to=reply_to)


def title_of(page: Any) -> str:
    """Title of a page as its newsroom reads it."""
    return str(page.get_admin_display_title())


def form_of(page: Any) -> str:
    """Address of the form of a page."""
    return f"{settings.WAGTAILADMIN_BASE_URL}{reverse('wagtailadmin_pages:edit', args=[page.pk])}"
