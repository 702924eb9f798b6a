"""Invitation as whoever has its link sees it: opening it changes nothing, so that mail scanners may."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.people.selectors.invitations import find_invitation, obstacle
from cases.people.services.city_invitations import NotAcceptableError, accept

from .access import kept_nowhere


@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, secret: str) -> HttpResponseBase:
    """Page of an invitation: shown by GET, accepted by POST. A secret that nothing has answers 404."""
    return kept_nowhere(_accept(request, secret) if request.method == "POST" else _show(request, secret))


def _accept(request: HttpRequest, secret: str) -> HttpResponseBase:
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path(), reverse("account_login"))
    try:
        membership = accept(secret, request.user)
    except NotAcceptableError as error:
        return _show(request, secret, error.word)
    messages.success(request, _("You are a member of %(city)s now.") % {"city": membership.city})
    return redirect("people:members", membership.city.slug)


def _show(request: HttpRequest, secret: str, word: str = "") -> HttpResponse:
    found = find_invitation(secret)
    if found is None:
        return render(request, "people/no_invitation.html", status=404)
    after = urlencode({"next": request.path})
    context = {
        "invitation": found,
        "obstacle": word or obstacle(found, request.user),
        "log_in_url": f"{reverse('account_login')}?{after}",
        "sign_up_url": f"{reverse('account_signup')}?{after}",
        "has_sign_up": settings.SIGN_UP,
    }
    return render(request, "people/invitation.html", context)
