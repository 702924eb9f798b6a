"""Adapter between django-allauth and this site: its words, its mails, and who may stay without an address."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core import context as allauth_context
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import get_language, gettext_lazy, override

from cases.people.selectors.reading import choice_of, reading_language
from cases.selectors.reader_choice import written_for

from .account_mails import AccountMail, write_account_mail

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
# What is said of what was done, by the name of django-allauth's template. The rest speaks for itself.
_TOLD = {
    "email_confirmation_sent": gettext_lazy("A code is on its way."),
    "login_code_sent": gettext_lazy("A code is on its way."),
    "email_confirmed": gettext_lazy("Your address is confirmed."),
    "email_confirmation_failed": gettext_lazy("The address could not be confirmed: another account has it."),
    "password_changed": gettext_lazy("You have a new password."),
    "password_set": gettext_lazy("You have a new password."),
    "logged_out": gettext_lazy("You are logged out."),
    "totp_activated": gettext_lazy("The app is set up."),
    "totp_deactivated": gettext_lazy("The app is removed."),
    "recovery_codes_generated": gettext_lazy("You have new recovery codes: keep them in a safe place."),
    "webauthn_added": gettext_lazy("The passkey is added."),
    "webauthn_removed": gettext_lazy("The passkey is removed."),
}
_REFUSED = gettext_lazy("Name or address and password do not belong together.")

_AGAIN = {
    "reauthenticate": gettext_lazy("With your password"),
    "reauthenticate_by_code": gettext_lazy("With a code by e-mail"),
    "mfa_reauthenticate": gettext_lazy("With a code of the app, or a recovery code"),
    "mfa_reauthenticate:webauthn": gettext_lazy("With a passkey"),
}


class AccountAdapter(DefaultAccountAdapter):
    """Adapter of accounts."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": gettext_lazy("This account is closed."),
        "email_password_mismatch": _REFUSED,
        "username_password_mismatch": _REFUSED,
        "invalid_login": _REFUSED,
        "email_taken": gettext_lazy("Another account has this address."),
        "duplicate_email": gettext_lazy("This is your address already."),
        "same_as_current": gettext_lazy("This is your address already."),
        "enter_current_password": gettext_lazy("This is not your present password."),
        "incorrect_password": gettext_lazy("This is not your password."),
        "incorrect_code": gettext_lazy("This is not the code, or it was used already."),
        "too_many_login_attempts": gettext_lazy("Too many attempts. Wait five minutes, then try again."),
        "rate_limited": gettext_lazy("Too many attempts. Wait a few minutes, then try again."),
        "unverified_primary_email": gettext_lazy("Confirm your address first."),
    }

    def deliver(self, mail: AccountMail, address: str, user: User | None) -> None:
        """Sends a mail to an address, which is that of ``user`` if of anybody's, in the language that is active.

        Every mail of accounts goes here; the site has it said as a message (``knowledgebase/account_adapter.py``).
        """
        raise NotImplementedError

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Writes a mail in the language of whoever reads it: their own, else that of the page that asked for it."""
        user = _owner(email)
        language = reading_language(user) if user else get_language() or settings.LANGUAGE_CODE
        with override(language), written_for(choice_of(user)):
            self.deliver(write_account_mail(template_prefix, context), email, user)

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Tells a person what was done with their account. Nothing is said of the address that it was done from."""
        address = email or EmailAddress.objects.get_primary_email(user) or user.email
        if address:
            request = allauth_context.request
            agent = request.META.get("HTTP_USER_AGENT", "")[:300] if request else ""
            about = {"timestamp": timezone.now(), "user_agent": agent, **(context or {})}
            self.send_mail(template_prefix, address, about)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Says on the next page what was done, once."""
        name = (message_template or "").rpartition("/")[2].removesuffix(".txt")
        said = str(message or _TOLD.get(name, ""))
        if said and said not in {str(one.message) for one in _waiting(request)}:
            messages.add_message(request, level, said, extra_tags=extra_tags)

    def is_ajax(self, request: HttpRequest) -> bool:
        """Whether a script asks: only that of passkeys does, which gets its question as JSON."""
        here = request.resolver_match
        return bool(here and here.view_name == "mfa_login_webauthn" and super().is_ajax(request))

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Ways in which somebody who is logged in shows once more who they are, in the words of this site."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return [{**method, "description": _AGAIN.get(method["id"], method["description"])} for method in methods]

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Whether people can make accounts by themselves."""
        return bool(settings.SIGN_UP)

    def generate_unique_username(self, txts: list[str | None], regex: str | None = None) -> str:
        """Name of an account that says nothing of the person, whose name may change and must be able to go."""
        name = f"m-{get_random_string(8, _LETTERS)}"
        return self.generate_unique_username(txts) if User.objects.filter(username=name).exists() else name

    def get_login_stages(self) -> list[str]:
        """Steps of a log-in, with our own of the address: accounts made on the server may have none."""
        own = f"{__name__.rpartition('.')[0]}.log_in_stages.AddressStage"
        theirs = "allauth.account.stages.EmailVerificationStage"
        return [own if stage == theirs else stage for stage in super().get_login_stages()]


def _waiting(request: HttpRequest) -> list[Any]:
    """Messages that are to be said on the next page already."""
    return list(getattr(messages.get_messages(request), "_queued_messages", []))


def _owner(address: str) -> User | None:
    found = EmailAddress.objects.filter(email__iexact=address).select_related("user").order_by("-verified").first()
    return found.user if found else User.objects.filter(email__iexact=address).first()
