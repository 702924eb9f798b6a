"""The bell in the header: how many messages somebody who is logged in has not read."""

from typing import Any

from django import template
from django.conf import settings

from cases.messages.selectors.inbox import MOST, unread_count
from cases.selectors.localized_format import number

register = template.Library()


@register.inclusion_tag("messaging/bell.html", takes_context=True)
def bell(context: dict[str, Any]) -> dict[str, Any]:
    """Bell of whoever is logged in. Visitors have none, and no session is looked for: their pages are everybody's."""
    request = context.get("request")
    if request is None or settings.SESSION_COOKIE_NAME not in request.COOKIES or not hasattr(request, "user"):
        return {}
    if not request.user.is_authenticated:
        return {}
    unread = unread_count(request.user)
    return {"is_shown": True, "unread": unread, "said": number(unread) if unread <= MOST else f"{number(MOST)}+"}
