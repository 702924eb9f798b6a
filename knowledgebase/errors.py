"""Error pages in the reader's language."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language_from_path, override

from cases.selectors.missing_case import readable_instead
from cases.views.preferred_language import preferred_language

API = "/api/"


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, with ways on: of a case that the address names, its pages in every language it has. JSON below the API."""
    if request.path_info.startswith(API):
        return JsonResponse(
            {"detail": "there is no such address; /api/v1/openapi.json names those there are"}, status=404
        )
    with override(language_of(request)):
        context = {"instead": readable_instead(request.path_info)}
        return render(request, "404.html", context, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500. Needs neither database nor session, since either may be what failed."""
    with override(language_of(request)):
        return render(None, "500.html", status=500)


def language_of(request: HttpRequest) -> str:
    """Language of the address, else the reader's. Needs no middleware."""
    return get_language_from_path(request.path_info) or preferred_language(request)
