"""Template filters of mails: isolated names, dates in the reader's calendar."""

from datetime import date, datetime
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from cases.messages.selectors.reading import written_day, written_moment

register = template.Library()


@register.filter
def bdi(value: object) -> SafeString:
    """Text apart from the direction of the text around it."""
    return format_html("<bdi>{}</bdi>", value)


@register.simple_tag(takes_context=True)
def moment_for_reader(context: dict[str, Any], value: date | datetime) -> str:
    """Date and time in the language and calendar of whoever gets the mail."""
    return written_moment(value, context["language"], context.get("calendar", ""))


@register.simple_tag(takes_context=True)
def day_for_reader(context: dict[str, Any], value: date | datetime) -> str:
    """Date in the language and calendar of whoever gets the mail."""
    return written_day(value, context["language"], context.get("calendar", ""))
