"""Second factor at the door of the admin, asked of each request: no way of logging in, old or new, leads past it.

Who has one must have shown it in this session; who has none sets one up first, where ``MFA_REQUIRED`` says so. What was
typed into a form of the admin before is not lost: the answer has it, to be sent once more.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import override

from cases.people.selectors.second_factors import Due, due_to_enter, due_to_keep

from .admin_doors import NAMES
from .ended_session import ADMIN, ask_again, language_here

OPEN = frozenset({*NAMES, "wagtailadmin_sprite", "wagtailadmin_javascript_catalog"})  # say the same to everybody
# Pages of accounts on which somebody is logged in without having to show more, or shows it just there.
FREE = frozenset(
    {
        "account_login", "account_logout", "account_signup", "account_inactive", "account_reauthenticate",
        "account_request_reauthentication_code", "account_confirm_reauthentication_code", "account_reset_password",
        "account_confirm_password_reset_code", "account_complete_password_reset", "account_password_reset_completed",
        "account_confirm_login_code", "account_request_login_code", "mfa_authenticate", "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn", "mfa_login_webauthn", "people:overview", "people:welcome",
    }
)  # fmt: skip
LOOKED_AFTER = ("account_", "mfa_", "people:")


class SecondFactorMiddleware:
    """Lets a person into the admin, its files and the pages of their account once nothing more is due."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name.startswith(LOOKED_AFTER):
            add_never_cache_headers(response)  # nobody finds it in a browser afterwards
        return response

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """Answers in place of the view while something is due."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        if request.path.startswith((ADMIN, settings.MEDIA_URL)):
            if name in OPEN or not request.user.has_perm("wagtailadmin.access_admin"):
                return None  # whom the view sends away by itself
            due = due_to_enter(request)
        elif name.startswith(LOOKED_AFTER) and name not in FREE and request.user.is_authenticated:
            due = due_to_keep(request)
        else:
            return None
        return None if due is Due.NOTHING else _held_up(request, due)


def _held_up(request: HttpRequest, due: Due) -> HttpResponse:
    """Answer that asks for what is due."""
    by_script = request.headers.get("X-Requested-With") == "XMLHttpRequest" or not request.accepts("text/html")
    if by_script:
        with override(language_here(request) or request.LANGUAGE_CODE):
            said = _("Show your second factor in another tab, then go on here.")
        answer = {"success": False, "error_code": "locked", "error_message": said}
        return JsonResponse(answer, status=403)
    if request.path.startswith(ADMIN) and request.method != "GET":
        return ask_again(request, due=due)
    if due is Due.SET_UP:
        messages.info(request, _("The admin asks for a second factor. Set one up here, then go on."))
    query = urlencode({"next": request.get_full_path()}) if request.method == "GET" else ""
    return redirect(f"{address_of(due)}?{query}" if query else address_of(due))


def address_of(due: Due) -> str:
    """Address at which what is due is done."""
    return reverse("mfa_index" if due is Due.SET_UP else "mfa_reauthenticate")
