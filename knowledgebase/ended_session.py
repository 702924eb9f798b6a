"""Forms of the admin that come after their session ended: nothing of what was typed in them is lost.

The answer to such a form asks for the password, carries what was typed, and sends it again to the address it was meant
for; that works without a script, and for every form. Only a browser in which somebody was logged in is asked so: it
has a signed cookie, which also says in which language.

This is a door as the log-in itself is: it counts attempts, and asks for the second factor of whoever has one. A passkey
needs a page of its own: its owner types a recovery code here, or logs in beside it and sends the form once more.
"""

from collections.abc import Callable
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.auth import login
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.csrf import csrf_failure

from cases.people.forms.log_in_again import LogInAgainForm
from cases.people.selectors.second_factors import Due

ADMIN = "/admin/"
COOKIE, SALT = "newsroom", "knowledgebase.newsroom"
REMEMBERED = 90 * 86_400  # seconds
MARK = "log_in_again"  # of the address that the answer is sent to
FIELDS = {
    "username": "log-in-again-username",
    "password": "log-in-again-password",
    "code": "log-in-again-code",
}
DOORS = ("wagtailadmin_login", "wagtailadmin_logout", "wagtailadmin_password_reset")


class EndedSessionMiddleware:
    """Asks for the password where a form comes after its session ended, then lets it through."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method == "GET" and request.path.startswith(ADMIN) and request.user.is_authenticated:
            _remember(request, response)
        return response

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """Answers in place of the view, for a form that nobody may send any more."""
        if request.method != "POST" or not request.path.startswith(ADMIN) or _is_door(request):
            return None
        if MARK in request.GET and was_here(request):
            typed = request.POST.copy()
            given = {name: typed.pop(field, [""])[-1] for name, field in FIELDS.items()}
            request.POST = typed  # type: ignore[assignment]  # without the password
            return None if request.user.is_authenticated else _log_in(request, given)
        if request.user.is_authenticated or not was_here(request):
            return None
        return ask_again(request)


def was_here(request: HttpRequest) -> bool:
    """Whether somebody was logged in with this browser."""
    return bool(language_here(request))


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer to a form whose token is an older one: whoever logged in again elsewhere sends what they typed once more.

    A form of another site is refused as ever.
    """
    own = f"{request.scheme}://{request.get_host()}"
    if request.path.startswith(ADMIN) and request.headers.get("Origin") == own and was_here(request):
        return ask_again(request)
    return csrf_failure(request, reason)


def ask_again(request: HttpRequest, form: LogInAgainForm | None = None, due: Due = Due.NOTHING) -> HttpResponse:
    """Page with what was typed, to send once more; with a log-in, unless the person has logged in meanwhile.

    ``due``: what somebody who is logged in has to do beside it before.
    """
    with override(language_here(request)):
        if not request.accepts("text/html"):  # a save by itself; its script shows the sentence
            said = _("Your log-in has ended. Press “Save draft”: you log in there, and what you wrote is saved.")
            answer = {"success": False, "error_code": "locked", "error_message": said}
            return JsonResponse(answer, status=403)
        names = (name for name in request.POST if name not in _NOT_TYPED and "password" not in name)
        typed = [(name, text) for name in names for text in request.POST.getlist(name)]
        context = {
            "form": None if request.user.is_authenticated else form or LogInAgainForm(request),
            "due": due,
            "fields": FIELDS,
            "typed": typed,
            "had_files": bool(request.FILES),
            "address": f"{request.path}?{_query(request)}",
        }
        response = render(request, "log_in_again.html", context, status=403)
        response.headers["Cache-Control"] = "private, no-store"
        return response


_NOT_TYPED = ("csrfmiddlewaretoken", *FIELDS.values())


def _log_in(request: HttpRequest, given: dict[str, str]) -> HttpResponse | None:
    with override(language_here(request)):
        form = LogInAgainForm(request, given)
        if not form.is_valid():
            return ask_again(request, form)
    login(request, form.user)
    form.record()
    request.session.set_expiry(0)  # as at the door, where nobody asked to be remembered
    UserSession.objects.create_from_request(request)
    return None


def _query(request: HttpRequest) -> str:
    query = request.GET.copy()
    query[MARK] = "1"
    return query.urlencode()


def _is_door(request: HttpRequest) -> bool:
    """Whether the address is one to log in or out at, or is asked by a script that reads no page."""
    view = request.resolver_match.view_name if request.resolver_match else ""
    by_script = request.headers.get("X-Requested-With") == "XMLHttpRequest"
    in_page = request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate" and request.accepts("text/html")
    return view.startswith(DOORS) or by_script or in_page


def language_here(request: HttpRequest) -> str:
    """Language in which somebody last used the admin with this browser; "" where nobody did."""
    try:
        return str(request.get_signed_cookie(COOKIE, "", salt=SALT, max_age=REMEMBERED))
    except BadSignature:
        return ""


def _remember(request: HttpRequest, response: HttpResponse) -> None:
    profile = getattr(request.user, "wagtail_userprofile", None)
    language = profile.get_preferred_language() if profile else request.LANGUAGE_CODE
    if language and language != language_here(request):
        response.set_signed_cookie(
            COOKIE,
            language,
            salt=SALT,
            max_age=REMEMBERED,
            path=ADMIN,
            secure=request.is_secure(),
            httponly=True,
            samesite="Lax",
        )
