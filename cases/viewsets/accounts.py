"""Accounts in the admin: administrators manage them, but give nobody more rights than they have themselves."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from wagtail.users.views.users import CreateView, EditView, UserViewSet

from cases.forms.accounts import AccountForm, NewAccountForm
from cases.selectors.account_rights import accounts_beyond, groups_beyond


class WithGiver:
    """Mixin that tells a form of an account who fills it in."""

    request: HttpRequest

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_form_kwargs()  # type: ignore[misc]  # of the view it is mixed in
        return {**kwargs, "giver": self.request.user}


class AccountCreateView(WithGiver, CreateView):
    """Form of a new account."""


class AccountEditView(WithGiver, EditView):
    """Form of an account."""


class AccountViewSet(UserViewSet):
    """Viewset of accounts."""

    add_view_class = AccountCreateView
    edit_view_class = AccountEditView

    def get_form_class(self, for_update: bool = False) -> Any:
        return AccountForm if for_update else NewAccountForm


def guard_account(request: HttpRequest, user: Any = None) -> None:
    """Refuses to touch an account, or to make one, beyond the rights of whoever asks; Wagtail does not.

    Raises PermissionDenied for an account that may do something they may not, and where a superuser is made by another.
    """
    makes_superuser = bool(request.POST.get("is_superuser")) and not request.user.is_superuser
    if makes_superuser or (user is not None and accounts_beyond(request.user, [user]).exists()):
        raise PermissionDenied


def guard_accounts(request: HttpRequest, action: str, objects: Iterable[Any], view: Any) -> None:
    """Guards the accounts of a bulk action, and the role that it gives.

    Raises PermissionDenied where one of them goes beyond the rights of whoever asks.
    """
    accounts = [item for item in objects if isinstance(item, get_user_model())]
    if not accounts:
        return
    role = view.cleaned_form.cleaned_data.get("role")
    gives_more = role is not None and role.pk in groups_beyond(request.user)
    if gives_more or accounts_beyond(request.user, accounts).exists():
        raise PermissionDenied
