"""Forms in which a code is typed: one that came by mail, or one of the second factor."""

from allauth.account import forms as account
from allauth.mfa.base import forms as factors
from allauth.mfa.totp.forms import ActivateTOTPForm
from django.utils.translation import gettext_lazy as _

from .plain_fields import WrittenCode

_BY_MAIL = {"code": _("Code from the mail")}
_OF_FACTOR = {"code": _("Code of the app, or a recovery code")}


class LogInCodeForm(WrittenCode, account.ConfirmLoginCodeForm):
    """Form of a code to log in with."""

    LABELS = _BY_MAIL


class AddressCodeForm(WrittenCode, account.ConfirmEmailVerificationCodeForm):
    """Form of a code that confirms an address."""

    LABELS = _BY_MAIL


class ResetCodeForm(WrittenCode, account.ConfirmPasswordResetCodeForm):
    """Form of a code that allows a new password."""

    LABELS = _BY_MAIL


class CodeAgainForm(WrittenCode, account.ConfirmReauthenticationCodeForm):
    """Form of a code by which somebody who is logged in says once more who they are."""

    LABELS = _BY_MAIL


class SecondFactorForm(WrittenCode, factors.AuthenticateForm):
    """Form of the second factor at a log-in."""

    LABELS = _OF_FACTOR


class SecondFactorAgainForm(WrittenCode, factors.ReauthenticateForm):
    """Form of the second factor of somebody who is logged in."""

    LABELS = _OF_FACTOR


class ActivateForm(WrittenCode, ActivateTOTPForm):
    """Form that sets up an app: it shows a code, which proves that it has the secret."""

    LABELS = {"code": _("Code that the app shows")}
