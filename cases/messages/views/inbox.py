"""Pages by which a person reads the messages to them."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from cases.messages.causes import cause_of
from cases.messages.selectors.addresses import is_stopped
from cases.messages.selectors.inbox import messages_of
from cases.messages.services.bounces import start_again
from cases.messages.services.plain_text import plain_text
from cases.messages.services.reading import mark_all_read, mark_read
from cases.messages.services.rendering import body_of

ON_A_PAGE = 20


@require_safe
@login_required
def inbox(request: HttpRequest) -> HttpResponse:
    """Messages to whoever is logged in, the newest first."""
    found = messages_of(request.user)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "page_of_messages": page,
        "unread": found.filter(read_at=None).exists(),
        "stopped": _stopped_address(request.user),
    }
    return render(request, "messaging/pages/inbox.html", context)


@require_safe
@login_required
def message(request: HttpRequest, key: str) -> HttpResponse:
    """Message to whoever is logged in; to anybody else's there is nothing here."""
    found = get_object_or_404(messages_of(request.user), key=key)
    if request.method == "GET":
        mark_read(found)
    cause = cause_of(found.cause)
    context = {
        "message": found,
        "paragraphs": plain_text(body_of(found)).strip().split("\n\n") if cause else [],
        "action": cause.action if cause else "",
        "url": found.url.removeprefix(settings.WAGTAILADMIN_BASE_URL),  # however the reader came to this site
    }
    return render(request, "messaging/pages/message.html", context)


@require_POST
@login_required
def read_all(request: HttpRequest) -> HttpResponse:
    """Marks all as read."""
    mark_all_read(request.user)  # type: ignore[arg-type]  # logged in
    return redirect("messages:inbox")


@require_POST
@login_required
def address_works(request: HttpRequest) -> HttpResponse:
    """Lets mail go to the reader's own address again."""
    if address := _stopped_address(request.user):
        start_again(address)
    return redirect("messages:inbox")


def _stopped_address(person: Any) -> str:
    """The person's address, where mail to it comes back; else ""."""
    return person.email if person.email and is_stopped(person.email) else ""
