"""Template tags of the front page."""

from django import template
from django.utils.translation import get_language

from home.selectors.front import Front
from home.selectors.front import front as _front

register = template.Library()


@register.simple_tag
def front() -> Front:
    """The front page in the reader's language."""
    return _front(get_language() or "fa")
