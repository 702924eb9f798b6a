"""Template filter of mails: names apart from the text around them. Dates are written by the site's own filters."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def bdi(value: object) -> SafeString:
    """Text apart from the direction of the text around it."""
    return format_html("<bdi>{}</bdi>", value)
