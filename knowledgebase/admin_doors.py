"""Wagtail's own doors, which all lead to those of accounts: one way in, one throttle, one second factor."""

from typing import Any

from django.contrib.auth import logout as end
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

HOME = "wagtailadmin_home"


@never_cache
def log_in(request: HttpRequest) -> HttpResponse:
    """Leads to the log-in; whoever is logged in already, on to where they wanted, or to their account."""
    wanted = request.GET.get("next") or request.POST.get("next") or reverse(HOME)
    if not url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        wanted = reverse(HOME)
    if request.user.is_authenticated:
        return redirect(wanted if request.user.has_perm("wagtailadmin.access_admin") else "people:overview")
    return redirect(f"{reverse('account_login')}?{urlencode({'next': wanted})}")


@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """Ends the session."""
    end(request)
    return redirect("account_login")


@never_cache
def reset(request: HttpRequest) -> HttpResponse:
    """Leads to where a new password is asked for."""
    return redirect("account_reset_password")


@never_cache
def confirm(request: HttpRequest, uidb64: str, token: str) -> HttpResponse:
    """Leads a link of an invitation that was sent before on to where it is answered now."""
    return redirect("people:welcome", uidb64=uidb64, token=token)


# In place of Wagtail's of the same names.
DOORS: list[Any] = [
    path("login/", log_in, name="wagtailadmin_login"),
    path("logout/", log_out, name="wagtailadmin_logout"),
    path("password_reset/", reset, name="wagtailadmin_password_reset"),
    path("password_reset/done/", log_in, name="wagtailadmin_password_reset_done"),
    path("password_reset/confirm/<uidb64>/<token>/", confirm, name="wagtailadmin_password_reset_confirm"),
    path("password_reset/complete/", log_in, name="wagtailadmin_password_reset_complete"),
]
FRONT_DOOR = path("_util/login/", log_in, name="wagtailcore_login")
NAMES = frozenset(door.name for door in (*DOORS, FRONT_DOOR))


def without_doors(patterns: list[Any]) -> list[Any]:
    """Addresses without Wagtail's own doors."""
    return [item for item in patterns if getattr(item, "name", None) not in NAMES]
