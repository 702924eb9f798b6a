"""Forms of passwords: a new one, a change, and the present one asked once more."""

from typing import Any

from allauth.account import forms as account
from django import forms
from django.utils.translation import gettext_lazy as _

from .plain_fields import PlainFields

_NEW = {
    "oldpassword": _("Present password"),
    "password1": _("New password"),
    "password2": _("New password, once more"),
}


class NewPasswordForm(PlainFields, account.ResetPasswordKeyForm):
    """Form of a new password after the code of a mail."""

    LABELS = _NEW


class ChangePasswordForm(PlainFields, account.ChangePasswordForm):
    """Form of another password, which asks for the present one."""

    LABELS = _NEW

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].help_text = ""


class FirstPasswordForm(PlainFields, account.SetPasswordForm):
    """Form of the first password of an account."""

    LABELS = _NEW


class PasswordAgainForm(PlainFields, account.ReauthenticateForm):
    """Form of the password of somebody who is logged in."""

    LABELS = {"password": _("Password")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""


class LeaveForm(forms.Form):
    """Form of somebody who deletes their account, and says that they mean it."""

    is_meant = forms.BooleanField(label=_("Delete my account and my name from this site. It cannot be undone."))
