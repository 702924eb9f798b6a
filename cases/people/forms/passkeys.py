"""Forms of passkeys: what the browser sends of a key is JSON that anybody can make up."""

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn import forms as webauthn
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .plain_fields import PlainFields

LONGEST_NAME = 60


class OfABrowser:
    """Mixin of a form with a key: what is none is refused like a key that does not fit."""

    def full_clean(self) -> None:
        """Cleans the form; its key as well."""
        try:
            super().full_clean()  # type: ignore[misc]  # of the form it is mixed in
        except (
            ValueError,
            TypeError,
            LookupError,
            AttributeError,
            AssertionError,
        ):  # decoders fail in every way there is
            self.cleaned_data: dict[str, Any] = {}
            self.add_error(None, get_adapter().validation_error("incorrect_code"))  # type: ignore[attr-defined]


class NewPasskeyForm(OfABrowser, PlainFields, webauthn.AddWebAuthnForm):
    """Form of a new passkey. The browser fills in the key itself, by a script."""

    LABELS = {"name": _("Name of the passkey"), "passwordless": _("Log in with it alone, without a password")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs |= {"maxlength": str(LONGEST_NAME), "dir": "auto"}
        self.fields["passwordless"].help_text = _("The device then asks for your finger, your face or its PIN.")

    def clean_name(self) -> str:
        """Name of the passkey, cut to what fits a list."""
        return str(super().clean_name())[:LONGEST_NAME]

    def clean(self) -> dict[str, Any]:
        """Cleaned data, with a key. Raises ValidationError without one, as where no script could read it."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("credential"):
            raise ValidationError(_("The passkey was not read. Try again, or take another way."))
        return cleaned


class PasskeyNameForm(PlainFields, webauthn.EditWebAuthnForm):
    """Form of another name of a passkey."""

    LABELS = {"name": _("Name of the passkey")}

    def clean_name(self) -> str:
        """Name of the passkey, cut to what fits a list."""
        return str(self.cleaned_data["name"])[:LONGEST_NAME]


class PasskeyForm(OfABrowser, webauthn.AuthenticateWebAuthnForm):
    """Form of a passkey as the second factor of a log-in."""


class PasskeyLogInForm(OfABrowser, webauthn.LoginWebAuthnForm):
    """Form of a log-in by a passkey alone."""


class PasskeyAgainForm(OfABrowser, webauthn.ReauthenticateWebAuthnForm):
    """Form of the passkey of somebody who is logged in."""
