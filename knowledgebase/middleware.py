"""Headers that no app sets by itself, the admin's own content security policy, and one transaction a write."""

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from .admin_policy import policy_of

ADMIN_PREFIXES = ("/admin/", "/documents/")

PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()"


class SecurityHeadersMiddleware:
    """Headers that Django has no setting for; and for Wagtail's admin its own policy (``admin_policy``)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if request.path.startswith(ADMIN_PREFIXES):
            view = request.resolver_match.view_name if request.resolver_match else ""
            response._csp_replace = policy_of(view)  # type: ignore[attr-defined]  # read by django-csp on the way out
        return response


class AtomicWritesMiddleware:
    """Every request that may write is one transaction: all of it happens, or nothing.

    Django's own ATOMIC_REQUESTS would wrap reads as well, and with SQLite's IMMEDIATE mode every reader would then wait
    for the writer, and the writer for every reader.
    """

    SAFE = frozenset(["GET", "HEAD", "OPTIONS", "TRACE"])

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in self.SAFE:
            return self.get_response(request)
        with transaction.atomic():
            response = self.get_response(request)
            if response.status_code >= 500:  # an exception was made into an answer below
                transaction.set_rollback(True)
            return response
