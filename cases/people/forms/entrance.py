"""Forms at the doors: to log in, to make an account, to ask for a code."""

from typing import Any

from allauth.account import forms as account
from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import password_validators_help_text_html
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from cases.people.services.password_rules import OwnNames
from cases.people.services.profiles import begin_profile
from cases.selectors.localized_format import number

from .plain_fields import PlainFields

_ADDRESS = {"email": _("E-mail")}
LONGEST_NAME = 150


class LogInForm(PlainFields, account.LoginForm):
    """Form of a log-in by password."""

    LABELS = {"login": _("E-mail or user name"), "password": _("Password"), "remember": _("Stay logged in here")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs |= {"autocomplete": "username", "maxlength": "254"}
        self.fields["login"].max_length = 254  # type: ignore[attr-defined]  # of characters
        self.fields["password"].help_text = ""

    def user_credentials(self) -> dict[str, Any]:
        """Name or address and password. As one thing: looked for twice, a known address would take twice as long."""
        return {"username": self.cleaned_data["login"], "password": self.cleaned_data["password"]}

    def clean_login(self) -> str:
        """Name or address as it was typed; refused where no account could have it."""
        typed = str(super().clean_login())
        if "\0" in typed or len(typed) > 254:
            raise ValidationError(self.fields["login"].error_messages["required"])
        return typed


class SignUpForm(PlainFields, account.SignupForm):
    """Form of a new account: one name, an address, a password and the consent to keep them."""

    LABELS = {"email": _("E-mail"), "password1": _("Password")}
    field_order = ["name", "email", "password1", "agreed"]

    name = forms.CharField(
        label=_("Name"),
        max_length=LONGEST_NAME,
        help_text=_("As it stands under what you write here."),
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
    )
    agreed = forms.BooleanField(
        label=_("I agree that this site keeps my name, my address and what I do here, until I delete my account.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = password_validators_help_text_html()
        days = settings.UNCONFIRMED_ACCOUNT_DAYS
        self.fields["agreed"].help_text = ngettext(
            "An account whose address is not confirmed within %(days)s day is deleted.",
            "An account whose address is not confirmed within %(days)s days is deleted.",
            days,
        ) % {"days": number(days)}

    def clean(self) -> dict[str, Any]:
        """Cleaned data. The name is no field of an account yet, so that the rules of passwords do not know it."""
        cleaned: dict[str, Any] = super().clean()
        password, name = cleaned.get("password1"), cleaned.get("name")
        if password and name:
            try:
                OwnNames().validate(password, get_user_model()(first_name=name))
            except ValidationError as error:
                self.add_error("password1", error)
        return cleaned

    def try_save(self, request: HttpRequest) -> Any:
        """Makes the account, or, where the address has one, lets it look and last as if it did."""
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])
        return super().try_save(request)

    def signup(self, request: HttpRequest, user: Any) -> None:
        """Makes the profile of the new account."""
        begin_profile(user, self.cleaned_data["name"], get_language() or "")


class CodeRequestForm(PlainFields, account.RequestLoginCodeForm):
    """Form that asks for a code to log in with."""

    LABELS = _ADDRESS


class ResetForm(PlainFields, account.ResetPasswordForm):
    """Form that asks for a code for a new password."""

    LABELS = _ADDRESS


class NewAddressForm(PlainFields, account.AddEmailForm):
    """Form of another address."""

    LABELS = {"email": _("New address")}
