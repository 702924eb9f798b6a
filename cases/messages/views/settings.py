"""Page on which a person chooses how soon messages of each kind come by mail."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.messages.causes import KINDS
from cases.messages.forms.preferences import PreferencesForm


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def settings(request: HttpRequest) -> HttpResponse:
    """Shows the choices; posted, keeps them."""
    form = PreferencesForm(request.user, request.POST if request.method == "POST" else None)  # type: ignore[arg-type]
    if form.is_valid():
        form.save()
        messages.success(request, _("Your choice is kept."))
        return redirect("messages:settings")
    context = {"form": form, "mandatory": [kind for kind in KINDS.values() if kind.mandatory]}
    return render(request, "messaging/pages/settings.html", context)
