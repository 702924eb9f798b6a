"""Forms of accounts, which offer whom they are shown to no more than their own rights."""

from typing import Any

from django.contrib.auth.models import Group
from wagtail.users.forms import UserCreationForm, UserEditForm

from cases.selectors.account_rights import groups_beyond


class WithinOwnRights:
    """Mixin of a form of an account. ``giver``: who fills it in; no group is offered that may do what they may not."""

    fields: dict[str, Any]

    def __init__(self, *args: Any, giver: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if giver.is_superuser:
            return
        self.fields["groups"].queryset = Group.objects.exclude(pk__in=groups_beyond(giver))
        if "is_superuser" in self.fields:  # not in that of one's own account
            self.fields["is_superuser"].disabled = True


class NewAccountForm(WithinOwnRights, UserCreationForm):
    """Form of a new account."""


class AccountForm(WithinOwnRights, UserEditForm):
    """Form of an account."""
