"""Administrators manage accounts, but do not make themselves or others more than they are."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest


def guard_account(request: HttpRequest, user: Any = None) -> None:
    """Only a superuser makes, changes or deletes a superuser; Wagtail would let anyone who may change accounts."""
    touched = bool(request.POST.get("is_superuser")) or bool(user is not None and user.is_superuser)
    if touched and not request.user.is_superuser:
        raise PermissionDenied


def guard_accounts(request: HttpRequest, action: str, objects: Iterable[Any], view: Any) -> None:
    """The same for actions on many accounts at once."""
    for item in objects:
        if isinstance(item, get_user_model()):
            guard_account(request, item)
