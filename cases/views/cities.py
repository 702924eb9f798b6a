"""City pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language

from cases.choices import Climate, IncomeGroup
from cases.models import City, CityRedirect
from cases.selectors.case_cards import case_cards
from cases.selectors.places import place_of, places
from cases.selectors.public_lists import cases_of_city

SHOWN = 24  # cases on the page itself; search pages through the rest


def city(request: HttpRequest, slug: str) -> HttpResponse:
    """Page of a city: the facts that decide whether its practices would fit elsewhere, and its cases."""
    merged = CityRedirect.objects.filter(slug=slug).select_related("city").first()
    if merged:
        return redirect("cases:city", merged.city.slug, permanent=True)
    found = get_object_or_404(City, slug=slug)
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
        "climate": dict(Climate.choices).get(found.climate, ""),
        "income_group": dict(IncomeGroup.choices).get(found.income_group, ""),
        "cards": case_cards(cases.codes, language),
    }
    return render(request, "cases/pages/city.html", context)


def cities(request: HttpRequest) -> HttpResponse:
    """Page of the cities with cases, by country."""
    return render(request, "cases/pages/cities.html", {"places": places(get_language() or "fa")})
