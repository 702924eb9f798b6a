"""Tags by which the pages of the core show what rooms add to them."""

from typing import Any

from django import template
from django.template import Context

from cases.models import CaseStudyPage, City
from cases.slots import CASE_PAGE, CITY_PAGE, ShownSection, Slot

register = template.Library()


@register.simple_tag(takes_context=True)
def case_sections(context: Context, page: CaseStudyPage) -> list[ShownSection]:
    """Sections of rooms about a case; none while a page is previewed that was never saved, and has no case yet."""
    return _sections(context, CASE_PAGE, page) if page.case_id else []


@register.simple_tag(takes_context=True)
def city_sections(context: Context, city: City) -> list[ShownSection]:
    """Sections of rooms about a city."""
    return _sections(context, CITY_PAGE, city)


def _sections(context: Context, slot: Slot[Any], subject: Any) -> list[ShownSection]:
    return slot.shown(subject, context["request"])
