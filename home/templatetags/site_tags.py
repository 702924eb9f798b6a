"""Template tags of the frame of every page."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from home.selectors.plain_pages import plain_pages

register = template.Library()


@dataclass(frozen=True, slots=True)
class Here:
    """Addresses of the page: ``root`` is the site's without a path, ``canonical`` the page's without a query."""

    root: str
    canonical: str
    section: str  # first part of the path after the language
    plain_pages: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Contact:
    """Operator of the site: name of the office, and the address that readers write to; each may be ""."""

    operator: str
    email: str


@register.simple_tag
def contact() -> Contact:
    """Name and address of those who run the site, from the settings."""
    return Contact(settings.OPERATOR_NAME, settings.CONTACT_EMAIL)


@register.simple_tag(takes_context=True)
def here(context: dict[str, Any]) -> Here | None:
    """The page being shown; None where there is no request, as in a test of a template."""
    request: HttpRequest | None = context.get("request")
    if request is None:
        return None
    root = f"{request.scheme}://{request.get_host()}"
    section = (*request.path.split("/"), "", "")[2]
    if section == "cases":
        section = "search"
    return Here(root, root + request.path, section, plain_pages(get_language() or "fa"))
