"""Page by which mails of a kind are turned off from within one, without logging in (RFC 8058)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from cases.messages.causes import KINDS
from cases.messages.services.preferences import stop as turn_off
from cases.messages.services.stop_links import read_stop_token
from cases.views.behind_secret import kept_secret


@csrf_exempt  # a mail program posts, which has no cookie; the signature of the link says who may
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Shows what would be turned off, and does it when posted: programs that open links of mails change nothing."""
    asked = read_stop_token(token)
    is_done = False
    if asked is not None and request.method == "POST":
        turn_off(asked)
        is_done = True
    context = {
        "asked": asked,
        "is_done": is_done,
        "kinds": [KINDS[code].label for code in asked.kinds] if asked else [],
    }
    answer = render(request, "messaging/pages/stop.html", context, status=404 if asked is None else 200)
    return kept_secret(answer)
