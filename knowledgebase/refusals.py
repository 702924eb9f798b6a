"""Refusals: why a request is not answered, in the reader's language; needing neither database nor session."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy, override

from cases.selectors.localized_format import number

from .errors import language_of

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

API = "/api/"


def refuse(
    request: HttpRequest,
    status: int,
    title: "StrPromise",
    reason: "StrPromise",
    numbers: Mapping[str, int] | None = None,
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """Answer to a request that is refused: JSON where the API was asked, part of a page where htmx was.

    ``numbers`` stand in ``reason``, in the digits of the reader.
    """
    with override("en" if request.path.startswith(API) else language_of(request)):
        said = str(reason) % {name: number(value) for name, value in (numbers or {}).items()}
        if request.path.startswith(API):
            return JsonResponse({"detail": said}, status=status, headers=headers)
        context = {"title": str(title), "text": said, "is_part": "HX-Request" in request.headers}
        response = render(None, "refused.html", context, status=status)
    for name, text in {"Content-Length": str(len(response.content)), **(headers or {})}.items():
        response.headers[name] = text
    return response


def too_many(request: HttpRequest) -> HttpResponse:
    """Answer to whoever tries too often for one account, or has too many mails sent to one address."""
    reason = gettext_lazy("More was tried here in a short time than is allowed. Wait a few minutes, then go on.")
    return refuse(request, 429, gettext_lazy("A moment, please"), reason, headers={"Cache-Control": "no-store"})
