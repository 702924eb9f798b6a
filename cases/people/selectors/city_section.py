"""Content of the section of a city page that says who of the city takes part, and how it is reached."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from cases.models import City

from .contacts import reach_of


def reach_section(city: City, request: HttpRequest) -> Mapping[str, Any]:
    """Reach of a city, alike for every visitor, so that the page can be kept."""
    return {"city": city, "reach": reach_of(city)}
