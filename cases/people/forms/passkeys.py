"""Forms of passkeys."""

from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django.utils.translation import gettext_lazy as _

from .plain_fields import PlainFields

LONGEST_NAME = 60


class NewPasskeyForm(PlainFields, AddWebAuthnForm):
    """Form of a new passkey. The browser fills in the key itself, by a script."""

    LABELS = {"name": _("Name of the passkey"), "passwordless": _("Log in with it alone, without a password")}

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].max_length = LONGEST_NAME  # type: ignore[attr-defined]  # of characters
        self.fields["name"].widget.attrs["maxlength"] = str(LONGEST_NAME)
        self.fields["passwordless"].help_text = _("The device then asks for your finger, your face or its PIN.")

    def clean_name(self) -> str:
        """Name of the passkey, cut to what fits a list."""
        return str(super().clean_name())[:LONGEST_NAME]


class PasskeyNameForm(PlainFields, EditWebAuthnForm):
    """Form of another name of a passkey."""

    LABELS = {"name": _("Name of the passkey")}

    def clean_name(self) -> str:
        """Name of the passkey, cut to what fits a list."""
        return str(self.cleaned_data["name"])[:LONGEST_NAME]
