"""Pages of what is held about oneself: to take it along, and to have it deleted."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from cases.people.forms.passwords import LeaveForm
from cases.people.services.leaving import leave, why_not_yet
from cases.people.services.personal_data import held_about

_PRETTY = {"ensure_ascii": False, "indent": 2}


@never_cache
@login_required
@require_GET
def data(request: HttpRequest) -> HttpResponse:
    """Page of what is held, and what becomes of it."""
    return render(request, "people/data.html")


@never_cache
@login_required
@reauthentication_required(app="cases.people")
@require_GET
def download(request: HttpRequest) -> HttpResponse:
    """Everything that is held about whoever asks, as a file."""
    response = JsonResponse(held_about(request.user), json_dumps_params=_PRETTY)  # type: ignore[arg-type]
    response.headers["Content-Disposition"] = 'attachment; filename="what-is-held-about-me.json"'
    return response


@never_cache
@login_required
@reauthentication_required(app="cases.people")
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest) -> HttpResponse:
    """Deletes whoever asks, when they have shown once more who they are and say that they mean it."""
    reason = why_not_yet(request.user)  # type: ignore[arg-type]  # somebody who is logged in
    form = LeaveForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and not reason and form.is_valid():
        leave(request.user)  # type: ignore[arg-type]
        logout(request)
        messages.success(request, _("Your account is deleted, and your name is gone from this site."))
        return redirect("account_login")
    return render(request, "people/delete.html", {"form": form, "reason": reason})
