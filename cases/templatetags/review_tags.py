"""Template tags of the review of a text, for the admin."""

from typing import Any

from django import template

from cases.selectors.page_status import statuses_for
from cases.selectors.review import Review, review_of

register = template.Library()


@register.simple_tag(takes_context=True)
def page_state(context: dict[str, Any], page: Any) -> str:
    """State of a page in words."""
    return statuses_for(context.get("request")).of(page)


@register.simple_tag
def page_review(page: Any) -> Review | None:
    """The review that a page is in, with the comments on it."""
    return review_of(page)
