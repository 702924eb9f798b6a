"""Wagtail's template tags with numbers and spans of time in the reader's digits, and the name of the site.

The setting TEMPLATES puts them in place of its own, so that none of its templates is copied for a count.
"""

import re
from typing import Any

from django import template
from django.conf import settings
from django.contrib.humanize.templatetags.humanize import intcomma, naturaltime
from django.template import defaultfilters
from django.utils.safestring import SafeData, mark_safe
from wagtail.admin.templatetags import wagtailadmin_tags

from cases.selectors import localized_format as localized_format

_COUNT = re.compile(r"(?<![\w./:=&#\"'-])[0-9]+(?![\w/:=-])")
register = template.Library()
register.tags.update(wagtailadmin_tags.register.tags)
register.filters.update(wagtailadmin_tags.register.filters)


@register.simple_tag
def site_name() -> str:
    """Name of the site in the admin."""
    return str(settings.WAGTAIL_SITE_NAME)


@register.filter("intcomma")
def local_count(value: Any) -> str:
    """A whole number with separators; what is none stays as Wagtail writes it."""
    if isinstance(value, int) and not isinstance(value, bool):
        return localized_format.number(value)
    return localized_format.digits(intcomma(value))


@register.filter("naturaltime")
def local_span(value: Any) -> str:
    """Time since a moment, in words and in the reader's digits."""
    return localized_format.digits(naturaltime(value))


@register.filter("filesizeformat")
def local_size(value: Any) -> str:
    """Size of a file."""
    return localized_format.digits(defaultfilters.filesizeformat(value))


@register.filter
def localized_counts(text: Any) -> Any:
    """A sentence that Wagtail made with its numbers in it; what belongs to a code or a Latin name stays."""
    localized = _COUNT.sub(lambda found: localized_format.digits(found[0]), str(text))
    return mark_safe(localized) if isinstance(text, SafeData) else localized  # noqa: S308  # as safe as it came


_NAME = "\ue000"  # stands for a name, whose digits are its own


@register.simple_tag
def timesince_last_update(last_update: Any, user_display_name: str = "", **options: Any) -> str:
    """Time and author of the last change."""
    name = _NAME if user_display_name else ""
    text = wagtailadmin_tags.timesince_last_update(last_update, user_display_name=name, **options)
    return localized_format.digits(text).replace(_NAME, str(user_display_name))  # "system" is lazy


@register.simple_tag
def workflow_status_with_date(workflow_state: Any) -> str:
    """State of a workflow, and since when it has lasted."""
    return localized_format.digits(wagtailadmin_tags.workflow_status_with_date(workflow_state))
