"""Forms of accounts, which offer whom they are shown to no more than their own rights."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.models import Group
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.models import UserProfile

from cases.selectors.account_rights import groups_beyond
from cases.selectors.languages import language_name
from cases.selectors.role_names import role_name
from cases.services.invitations import set_unknown_password


class WithinOwnRights:
    """Mixin of a form of an account. ``giver``: who fills it in; no group is offered that may do what they may not.

    An account that can log in has a role: without one it cannot do anything, which nobody means to give.
    """

    fields: dict[str, Any]
    cleaned_data: dict[str, Any]
    instance: Any

    def __init__(self, *args: Any, giver: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["groups"].label_from_instance = role_name
        if giver.is_superuser:
            return
        self.fields["groups"].queryset = Group.objects.exclude(pk__in=groups_beyond(giver))
        if "is_superuser" in self.fields:  # not in that of one's own account
            self.fields["is_superuser"].disabled = True

    def clean(self) -> Any:
        cleaned: Any = super().clean()  # type: ignore[misc]  # of the form it is mixed in
        data = self.cleaned_data
        is_superuser = data.get("is_superuser", self.instance.is_superuser)
        can_log_in = data.get("is_active", self.instance.is_active)
        if can_log_in and not is_superuser and "groups" in data and not data["groups"]:
            text = _("Choose a role: an account without one can do nothing. To keep somebody out, make it inactive.")
            self.add_error("groups", text)  # type: ignore[attr-defined]  # of the form it is mixed in
        return cleaned


def _languages() -> list[tuple[str, str]]:
    return [(code, language_name(code, code)) for code, _name in settings.LANGUAGES]


class NewAccountForm(WithinOwnRights, UserCreationForm):
    """Form of a new account. Nobody types its password: whoever gets the account sets it by the link of a mail."""

    password_enabled = False
    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        choices=_languages,
        initial=settings.LANGUAGE_CODE,
        help_text=gettext_lazy("Of the invitation and of the admin; it can be changed there."),
    )

    def save(self, commit: bool = True) -> Any:
        user = super().save(commit=False)
        set_unknown_password(user)
        if commit:
            user.save()
            self.save_m2m()
            profile = UserProfile.get_for_user(user)
            profile.preferred_language = self.cleaned_data["language"]
            profile.save(update_fields=["preferred_language"])
        return user


class AccountForm(WithinOwnRights, UserEditForm):
    """Form of an account."""
