"""Invitations: whoever gets an account sets its password themselves, by a signed link that works once."""

import secrets
from typing import Any

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from cases.selectors.localized_format import number
from cases.selectors.person_name import person_name


def set_unknown_password(user: Any) -> None:
    """Gives an account a password that nobody knows, so that only the link or “password forgotten” leads in."""
    user.set_password(secrets.token_urlsafe(40))


def invite(user: Any, by: Any) -> None:
    """Mails the link, in the language of the account, else of the site. A password that is set makes it void."""
    language = getattr(getattr(user, "wagtail_userprofile", None), "preferred_language", "") or settings.LANGUAGE_CODE
    days = max(1, settings.PASSWORD_RESET_TIMEOUT // 86_400)
    with override(language):
        subject = _("Your account: %(site)s") % {"site": settings.WAGTAIL_SITE_NAME}
        valid = ngettext("The link works once, for %(days)s day.", "The link works once, for %(days)s days.", days)
        paragraphs = [
            _("Hello %(name)s,") % {"name": person_name(user)},
            _("%(name)s has made you an account. Choose your password here:") % {"name": person_name(by)},
            set_password_url(user),
            _("Your user name: %(name)s") % {"name": user.get_username()},
            valid % {"days": number(days)},
            _("After that, “password forgotten” on the log-in page sends you another."),
        ]
    send_mail(subject, "\n\n".join(paragraphs), settings.DEFAULT_FROM_EMAIL, [user.email])


def set_password_url(user: Any) -> str:
    """Address at which an account sets its password: signed, and void once it is used."""
    names = [urlsafe_base64_encode(force_bytes(user.pk)), default_token_generator.make_token(user)]
    return f"{settings.WAGTAILADMIN_BASE_URL}{reverse('wagtailadmin_password_reset_confirm', args=names)}"
