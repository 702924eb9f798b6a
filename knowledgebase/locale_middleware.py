"""Language of a request: its address names it, else the reader's choice or browser."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.translation import get_language_from_path

from cases.views.preferred_language import preferred_language

from .refusals import API

ONE_YEAR = 31_536_000


class SiteLocaleMiddleware(LocaleMiddleware):
    """Django's own, with English for browsers in a language that the site lacks."""

    def process_request(self, request: HttpRequest) -> None:
        language = get_language_from_path(request.path_info) or preferred_language(request)
        translation.activate(language)
        request.LANGUAGE_CODE = translation.get_language() or language

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Leads on from an address that lacks its language, unless it is of the API, which has none."""
        if request.path_info.startswith(API):
            return response
        return super().process_response(request, response)


class LanguageChoiceMiddleware:
    """Remembers the language that a reader turns to, for addresses that name none, such as a case's permanent one.

    A reader chooses by following a link from a page of this site in one language to a page in another: no script, no
    address of its own, and pages kept for everybody stay as they are.
    """

    def __init__(self, get_response: object) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response: HttpResponse = self.get_response(request)  # type: ignore[operator]
        chosen = _chosen(request)
        if (
            chosen
            and response.status_code in (200, 304)
            and request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) != chosen
        ):
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                chosen,
                max_age=ONE_YEAR,
                secure=settings.LANGUAGE_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        return response


def _chosen(request: HttpRequest) -> str | None:
    """Language of the page asked for, where the link to it stood on a page of this site in another one."""
    if request.method != "GET" or request.META.get("HTTP_HX_REQUEST"):
        return None
    here = _language_of(request.path_info)
    try:
        came_from = urlsplit(request.META.get("HTTP_REFERER", ""))
        is_own = came_from.netloc == request.get_host()
    except (ValueError, DisallowedHost):
        return None
    before = _language_of(came_from.path) if is_own else None
    return here if here and before and here != before else None


def _language_of(path: str) -> str | None:
    """The language that an address names in its first part."""
    first = (*path.split("/"), "")[1]
    return first if first in dict(settings.LANGUAGES) else None
