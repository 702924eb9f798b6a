"""Error pages in the reader's language."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language_from_path, get_language_from_request, override


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, with ways on."""
    with override(_language(request)):
        return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500. Needs neither database nor session, since either may be what failed."""
    with override(_language(request)):
        return render(None, "500.html", {"LANGUAGE": _language(request)}, status=500)


def _language(request: HttpRequest) -> str:
    found = get_language_from_path(request.path_info) or get_language_from_request(request)
    return found if found in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
