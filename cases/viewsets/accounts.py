"""Guards of accounts: administrators manage them, but give nobody more rights than they have themselves."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest


def guard_account(request: HttpRequest, user: Any = None) -> None:
    """Raises PermissionDenied where anybody but a superuser makes, changes or deletes a superuser; Wagtail does not."""
    touched = bool(request.POST.get("is_superuser")) or bool(user is not None and user.is_superuser)
    if touched and not request.user.is_superuser:
        raise PermissionDenied


def guard_accounts(request: HttpRequest, action: str, objects: Iterable[Any], view: Any) -> None:
    """Guards each account of a bulk action."""
    for item in objects:
        if isinstance(item, get_user_model()):
            guard_account(request, item)
