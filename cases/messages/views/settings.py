"""Page on which a person chooses how soon messages of each kind come by mail."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cases.messages.causes import KINDS
from cases.messages.forms.preferences import PreferencesForm
from cases.messages.models import Mute
from cases.messages.services.action_links.muted import hear_again as end_mute
from cases.messages.services.action_links.muted import mutes_of, shown

ON_A_PAGE = 20


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def settings(request: HttpRequest) -> HttpResponse:
    """Shows the choices; posted, keeps them."""
    form = PreferencesForm(request.user, request.POST if request.method == "POST" else None)  # type: ignore[arg-type]
    if form.is_valid():
        form.save()
        messages.success(request, _("Your choice is kept."))
        return redirect("messages:settings")
    page = Paginator(mutes_of(request.user), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "mandatory": [kind for kind in KINDS.values() if kind.mandatory],
        "muted": [shown(mute, request.user) for mute in page],
        "page_of_mutes": page,
    }
    return render(request, "messaging/pages/settings.html", context)


@require_POST
@login_required
def hear_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Ends one of one's own mutes. Raises Http404 for another's, as for one that is not there."""
    end_mute(get_object_or_404(Mute, pk=pk, person=request.user))
    messages.success(request, _("You get these mails again."))
    return redirect("messages:settings")
