"""Accounts in the admin: administrators manage them, but give nobody more rights than they have themselves."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.users.views.users import CreateView, EditView, IndexView, UserFilterSet, UserViewSet

from cases.forms.accounts import AccountForm, NewAccountForm
from cases.selectors.account_rights import accounts_beyond, groups_beyond
from cases.selectors.role_names import role_name, roles_of
from cases.services.invitations import invite
from cases.written.isolation import isolated

from .columns import TextColumn


class WithGiver:
    """Mixin that tells a form of an account who fills it in."""

    request: HttpRequest

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_form_kwargs()  # type: ignore[misc]  # of the view it is mixed in
        return {**kwargs, "giver": self.request.user}


class AccountFilterSet(UserFilterSet):
    """Filters of the list of accounts, with the names of roles as people read them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["group"].label = _("Role")
        self.form.fields["group"].label_from_instance = role_name

    class Meta(UserFilterSet.Meta):
        pass


class AccountIndexView(IndexView):
    """List of accounts with their roles."""

    @property
    def columns(self) -> list[Any]:
        roles = TextColumn("roles", label=gettext_lazy("Roles"), accessor=roles_of, width="20%")
        columns: list[Any] = super().columns
        return [*columns[:3], roles, *columns[3:]]

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().prefetch_related("groups")


class AccountCreateView(WithGiver, CreateView):
    """Form of a new account, which invites whoever gets it."""

    def save_instance(self) -> Any:
        user = super().save_instance()
        invite(user, self.request.user)
        return user

    def get_success_message(self, instance: Any) -> str:
        return invited_text(instance)


class AccountEditView(WithGiver, EditView):
    """Form of an account. Whoever never logged in can be invited again."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        never = self.object.is_active and self.object.last_login is None and self.object.email
        url = reverse("account_invite", args=[self.object.pk]) if never else ""
        return {**super().get_context_data(**kwargs), "invite_url": url}


def invited_text(user: Any) -> str:
    """Sentence that says where the invitation is."""
    words = {"name": isolated(user.get_username()), "address": isolated(user.email)}
    if settings.EMAIL_URL:
        return _("%(name)s has an account now; the invitation goes to %(address)s.") % words
    return (
        _("%(name)s has an account now. No mail server is set: the invitation lies in the mail folder of the server.")
        % words
    )


@require_POST
def invite_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Sends an invitation again to whoever never logged in.

    Raises PermissionDenied for those who may not change that account.
    """
    user = get_object_or_404(get_user_model(), pk=pk)
    if not request.user.has_perm("auth.change_user") or not user.is_active or user.last_login or not user.email:
        raise PermissionDenied
    guard_account(request, user)
    invite(user, request.user)
    messages.success(request, invited_text(user))
    return redirect("wagtailusers_users:edit", pk)


class AccountViewSet(UserViewSet):
    """Viewset of accounts."""

    index_view_class = AccountIndexView
    filterset_class = AccountFilterSet
    add_view_class = AccountCreateView
    edit_view_class = AccountEditView
    create_template_name = "cases/admin/account_create.html"
    edit_template_name = "cases/admin/account_edit.html"

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
