"""Wagtail's template tags with numbers and spans of time in the reader's digits.

The setting TEMPLATES puts them in place of its own, so that none of its templates is copied for a count.
"""

from typing import Any

from django import template
from django.contrib.humanize.templatetags.humanize import intcomma, naturaltime
from django.template import defaultfilters
from wagtail.admin.templatetags import wagtailadmin_tags

from cases.selectors import reader_format

register = template.Library()
register.tags.update(wagtailadmin_tags.register.tags)
register.filters.update(wagtailadmin_tags.register.filters)


@register.filter("intcomma")
def local_count(value: Any) -> str:
    """A whole number with separators; what is none stays as Wagtail writes it."""
    if isinstance(value, int) and not isinstance(value, bool):
        return reader_format.number(value)
    return reader_format.digits(intcomma(value))


@register.filter("naturaltime")
def local_span(value: Any) -> str:
    """How long ago."""
    return reader_format.digits(naturaltime(value))


@register.filter("date", expects_localtime=True)
def local_date(value: Any, form: str | None = None) -> str:
    """A date in words where it is meant for people; what is meant for machines stays."""
    if form == "DATETIME_FORMAT":
        return reader_format.moment(value)
    return reader_format.day(value) if form in (None, "DATE_FORMAT") else defaultfilters.date(value, form)


_NAME = "\ue000"  # stands for a name, whose digits are its own


@register.simple_tag
def timesince_last_update(last_update: Any, user_display_name: str = "", **options: Any) -> str:
    """When something was last changed, and by whom."""
    name = _NAME if user_display_name else ""
    text = wagtailadmin_tags.timesince_last_update(last_update, user_display_name=name, **options)
    return reader_format.digits(text).replace(_NAME, user_display_name)


@register.simple_tag
def workflow_status_with_date(workflow_state: Any) -> str:
    """How far a workflow is, and since when."""
    return reader_format.digits(wagtailadmin_tags.workflow_status_with_date(workflow_state))
