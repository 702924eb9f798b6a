"""Map of cases by city, and the land under it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import etag

from cases.selectors.land import land_json, land_svg
from cases.selectors.places import Place, places

DAY = 86_400  # seconds


def world(request: HttpRequest) -> HttpResponse:
    """Page of the map of cases, with a list of its cities."""
    found = places(get_language() or "fa")
    shown = [place for place in found if place.is_on_map]
    context = {
        "places": found,
        "shown": shown,
        "hidden": [place for place in found if not place.is_on_map],
        "markers": [_marker(place) for place in shown],
    }
    return render(request, "cases/pages/world.html", context)


def _marker(place: Place) -> dict[str, Any]:
    return {
        "name": place.name,
        "at": [place.latitude, place.longitude],
        "count": place.count,
        "url": reverse("cases:city", args=[place.slug]),
    }


def _file(name: str, content_type: str, content: Callable[[], bytes]) -> Callable[..., HttpResponse]:
    """View of a file made from the world atlas."""

    @cache_control(public=True, max_age=DAY)
    @gzip_page
    @etag(lambda request: f'"{name}-{len(content())}"')
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse(content(), content_type=content_type)

    return view


svg = _file("land", "image/svg+xml", land_svg)
outlines = _file("outlines", "application/json", land_json)
