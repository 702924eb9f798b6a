"""The page of a link in a mail: opening it shows what would be done, posting does it."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from cases.messages.models import ActionLink
from cases.messages.services.action_links.links import (
    find_link,
    has_ended,
    language_of,
    take_link_back,
    use_link,
)
from cases.messages.services.action_links.registry import ActionKind, NotAllowedError
from cases.people.selectors.reading import choice_of
from cases.selectors.reader_choice import written_for
from cases.views.behind_secret import kept_secret

TAKE_BACK = "take_back"


# The secret in the address is what allows the act, and no cookie: so no other site can have a browser act by its
# session, and programs for mail may post by themselves (RFC 8058).
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def action_link(request: HttpRequest, token: str) -> HttpResponse:
    """Page of a link. One that is unknown and one that never was answer alike; nothing changes but by POST."""
    found = find_link(token)
    answer = _unknown(request) if found is None else _answer(request, token, *found)
    return kept_secret(answer)


def _answer(request: HttpRequest, token: str, link: ActionLink, kind: ActionKind) -> HttpResponse:
    language = language_of(link)
    if request.method != "POST" and language != get_language():
        with override(language):
            return HttpResponseRedirect(reverse("messages:action", args=[token]))
    with override(language), written_for(choice_of(link.person)):
        if has_ended(link):
            return render(request, "messaging/links/ended.html", {"link": link}, status=410)
        if not kind.may(link.person, link.about):
            return _unknown(request)
        outcome, form = "", None
        is_taken_back = TAKE_BACK in request.POST
        if kind.form is not None and not is_taken_back and link.done_at is None:
            form = kind.form(link.person, link.about, request.POST if request.method == "POST" else None)
        if request.method == "POST" and (form is None or form.is_valid()):
            try:
                if is_taken_back:
                    outcome = "taken_back" if take_link_back(link, kind) else ""
                else:
                    outcome = "done" if use_link(link, kind, form.cleaned_data if form else None) else ""
            except NotAllowedError:
                return _unknown(request)
            link.refresh_from_db(fields=["done_at"])
        context = {**_context(link, kind, outcome), "form": form}
        status = 422 if form is not None and form.errors else 200
        return render(request, "messaging/links/action.html", context, status=status)


def _context(link: ActionLink, kind: ActionKind, outcome: str) -> dict[str, Any]:
    said = (link.person, link.about)
    return {
        "link": link,
        "title": kind.title(*said),
        "consequence": kind.consequence(*said),
        "button": kind.button(),
        "done": kind.done(*said),
        "take_back": kind.take_back_button() if kind.take_back and kind.take_back_button else "",
        "outcome": outcome,
    }


def _unknown(request: HttpRequest) -> HttpResponse:
    return render(request, "messaging/links/unknown.html", status=404)
