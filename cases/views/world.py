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
DRAWN = 300  # cities of the page: those with the most cases, so that it is never heavy


def world(request: HttpRequest) -> HttpResponse:
    """Page of the map of cases, with a list of its cities."""
    everywhere = places(get_language() or "fa")
    most = {place.slug for place in sorted(everywhere, key=lambda place: -place.count)[:DRAWN]}
    found = [place for place in everywhere if place.slug in most]
    shown = [place for place in found if place.is_on_map]
    context = {
        "places": found,
        "left_out": len(everywhere) - len(found),
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
