"""City pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language

from cases.choices import Climate, IncomeGroup
from cases.models import City, CityRedirect
from cases.selectors.case_cards import case_cards
from cases.selectors.countries import country_name
from cases.selectors.public_lists import cases_of_city, cities_with_cases

SHOWN = 24  # cases on the page itself; search pages through the rest


def city(request: HttpRequest, slug: str) -> HttpResponse:
    """What decides whether a practice of this city would fit elsewhere, and its cases."""
    merged = CityRedirect.objects.filter(slug=slug).select_related("city").first()
    if merged:
        return redirect("cases:city", merged.city.slug, permanent=True)
    found = get_object_or_404(City, slug=slug)
    language = get_language() or "fa"
    cases = cases_of_city(found, SHOWN)
    context = {
        "city": found,
        "total": cases.total,
        "country": country_name(found.country, language),
        "climate": dict(Climate.choices).get(found.climate, ""),
        "income_group": dict(IncomeGroup.choices).get(found.income_group, ""),
        "cards": case_cards(cases.codes, language),
    }
    return render(request, "cases/pages/city.html", context)


def cities(request: HttpRequest) -> HttpResponse:
    """Cities with cases, by country."""
    language = get_language() or "fa"
    rows = [(country_name(c.country, language), c.name(language), c, count) for c, count in cities_with_cases()]
    rows.sort(key=lambda row: (row[0], row[1]))
    return render(request, "cases/pages/cities.html", {"rows": rows})
