"""Invitations: whoever gets an account sets its password themselves, by a signed link that works once."""

import secrets
from typing import Any

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from cases.signals import account_made


def set_unknown_password(user: Any) -> None:
    """Gives an account a password that nobody knows, so that only the link or “password forgotten” leads in."""
    user.set_password(secrets.token_urlsafe(40))


def invite(user: Any, by: Any) -> None:
    """Has the link sent to the address of the account. A password that is set makes it void."""
    days = max(1, settings.PASSWORD_RESET_TIMEOUT // 86_400)
    account_made.send(sender=type(user), user=user, by=by, url=set_password_url(user), days=days)


def set_password_url(user: Any) -> str:
    """Address at which an account sets its password: signed, and void once it is used."""
    names = [urlsafe_base64_encode(force_bytes(user.pk)), default_token_generator.make_token(user)]
    return f"{settings.WAGTAILADMIN_BASE_URL}{reverse('wagtailadmin_password_reset_confirm', args=names)}"
