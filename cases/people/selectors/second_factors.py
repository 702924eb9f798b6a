"""Second factors: whether an account has one, whether a session used it, and what is still due."""

from enum import StrEnum
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)  # recovery codes only stand in for one of them


class Due(StrEnum):
    """Step that a person has yet to take before they may go on."""

    NOTHING = ""
    SET_UP = "set up"
    USE = "use"


def has_second_factor(user: Any) -> bool:
    """Whether an account has a second factor."""
    return bool(Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS).exists())


def used_second_factor(request: HttpRequest) -> bool:
    """Whether the person has shown a second factor in this session."""
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" for record in records)


def due_to_keep(request: HttpRequest) -> Due:
    """Step that is due where an account itself is looked after: its second factor, if it has one."""
    return Due.USE if has_second_factor(request.user) and not used_second_factor(request) else Due.NOTHING


def due_to_enter(request: HttpRequest) -> Due:
    """Step that is due where the admin is entered: a second factor, if there is one or the site asks for one."""
    if not has_second_factor(request.user):
        return Due.SET_UP if settings.MFA_REQUIRED else Due.NOTHING
    return Due.NOTHING if used_second_factor(request) else Due.USE
