"""Access to pages of members: who is not logged in is asked to, and what one may not see is not there."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from cases.models import City, CityRedirect
from cases.people.permissions import Action, may
from cases.people.services.locked import GoneError

HEADERS = {"Cache-Control": "no-store, private", "X-Robots-Tag": "noindex", "Referrer-Policy": "same-origin"}
P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def logged_in(view: View[P]) -> View[P]:
    """Page for whoever is logged in, kept nowhere. A change that may not be, or of what is gone, answers 404."""

    @wraps(view)
    def asked(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        response: HttpResponseBase
        if not request.user.is_authenticated:
            response = redirect_to_login(request.get_full_path(), reverse("account_login"))
        else:
            try:
                response = view(request, *args, **kwargs)
            except (PermissionDenied, GoneError) as error:
                raise Http404 from error
        return kept_nowhere(response)

    return cast("View[P]", asked)


def kept_nowhere(response: HttpResponseBase) -> HttpResponseBase:
    """The answer, with headers by which no cache and no search engine keeps it."""
    for name, value in HEADERS.items():
        response.headers[name] = value
    return response


def city_for(user: Any, slug: str, action: Action) -> City:
    """City of this address, also by the address that it had before a merge. Raises Http404 for whom it is closed to."""
    found = City.objects.filter(slug=slug).first()
    if found is None:
        former = CityRedirect.objects.filter(slug=slug).select_related("city").first()
        found = former.city if former else None
    if found is None or not may(user, action, found):
        raise Http404
    return found


def form_page(
    request: HttpRequest, form: Any, *, template: str = "people/member_form.html", **context: Any
) -> HttpResponse:
    """Page with a form; 422 where what was typed is not right, with all of it kept."""
    return render(request, template, {"form": form, **context}, status=422 if form.errors else 200)
