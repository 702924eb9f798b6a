"""Template tags of the comparison."""

from typing import Any

from django import template
from django.urls import reverse

from home.selectors.comparison.collected import collected_codes

register = template.Library()


@register.inclusion_tag("home/comparison/tray.html", takes_context=True)
def compare_tray(context: dict[str, Any]) -> dict[str, Any]:
    """Line on every page for a reader who collected cases: how many, and the way to compare them."""
    request = context.get("request")
    is_there = request is not None and request.path == reverse("compare")
    return {"codes": [] if request is None or is_there else collected_codes(request.COOKIES)}


@register.simple_tag(takes_context=True)
def is_collected(context: dict[str, Any], code: str) -> bool:
    """Whether the reader has collected this case already."""
    request = context.get("request")
    return request is not None and code in collected_codes(request.COOKIES)
