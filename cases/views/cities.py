"""City pages."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language

from cases.models import CityRedirect
from cases.selectors.case_cards import case_cards
from cases.selectors.city_facts import population_of
from cases.selectors.places import place_of, places
from cases.selectors.public_lists import cases_of_city, public_cities

SHOWN = 24  # cases on the page itself; search pages through the rest
LISTED = 600  # cities of a page, so that none is heavy


def city(request: HttpRequest, slug: str) -> HttpResponse:
    """Page of a city: the facts that decide whether its practices would fit elsewhere, and its cases.

    404 for a city without public cases, as for one that is not there.
    """
    former = CityRedirect.objects.filter(slug=slug).values_list("city__slug", flat=True).first()
    if former:
        return redirect("cases:city", get_object_or_404(public_cities([former])).slug, permanent=True)
    found = get_object_or_404(public_cities([slug]))
    language = get_language() or "fa"
    cases = cases_of_city(found, SHOWN)
    place = place_of(found, cases.total, language)
    context = {
        "city": found,
        "city_name": place.name,
        "place": place,
        "shown": [place],
        "total": cases.total,
        "country": place.country,
        "population": population_of(found, language),
        "cards": case_cards(cases.codes, language),
    }
    return render(request, "cases/pages/city.html", context)


def cities(request: HttpRequest) -> HttpResponse:
    """Page of the cities with cases, by country; several pages where they are many."""
    page = Paginator(places(get_language() or "fa"), LISTED).get_page(request.GET.get("page"))
    return render(request, "cases/pages/cities.html", {"places": page.object_list, "listing": page})
