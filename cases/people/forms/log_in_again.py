"""Form of a log-in that stands beside what somebody wrote when their session ended: everything in one step."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cases.people.selectors.second_factors import has_second_factor
from cases.written.numbers import latin_digits

from .codes import SecondFactorForm

LONGEST = 254  # characters of a name or an address


class LogInAgainForm(forms.Form):
    """Form of name, password and, for whoever has a second factor, its code. Nothing says which of them was wrong."""

    username = forms.CharField(label=_("E-mail or user name"), max_length=LONGEST)
    password = forms.CharField(label=_("Password"), strip=False)
    code = forms.CharField(label=_("Code of the app, or a recovery code"), required=False, max_length=40)

    user: Any = None
    factor: Authenticator | None = None

    def __init__(self, request: HttpRequest, data: Any = None) -> None:
        super().__init__(data)
        self.request = request

    def clean(self) -> dict[str, Any]:
        """Cleaned data, when all of it belongs together. Raises ValidationError, too, after too many attempts."""
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors:
            return cleaned
        name = cleaned["username"].strip()
        credentials = {"username": name, "password": cleaned["password"]}
        user = get_adapter(self.request).authenticate(self.request, **credentials)
        refused = get_adapter(self.request).error_messages["username_password_mismatch"]
        if user is None or not user.is_active:
            raise ValidationError(refused)
        if EmailAddress.objects.filter(user=user, primary=True, verified=False).exists():
            raise ValidationError(_("Your address is to be confirmed first: log in in another tab, then send this."))
        if has_second_factor(user):
            self._check(user, latin_digits(cleaned.get("code") or ""))
        self.user = user
        return cleaned

    def record(self) -> None:
        """Notes in the session that has begun how the person showed who they are."""
        record_authentication(self.request, self.user, "password")
        if self.factor is not None:
            self.factor.record_usage()
            record_authentication(self.request, self.user, "mfa", id=self.factor.pk, type=self.factor.type)

    def _check(self, user: Any, code: str) -> None:
        form = SecondFactorForm(user=user, data={"code": code})
        if not form.is_valid():
            raise ValidationError([str(text) for text in form.errors["code"]] if code else _NEEDED)
        self.factor = form.authenticator


_NEEDED = _("Type the code of your second factor as well.")
