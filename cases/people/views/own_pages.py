"""Pages of one's own account: what there is, the profile, and where one is logged in."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cases.people.forms.profile import ProfileForm
from cases.people.models import Profile
from cases.people.selectors.reading import display_name, profile_or_none
from cases.people.selectors.second_factors import has_second_factor
from cases.people.selectors.sessions import open_sessions
from cases.people.services.profiles import profile_of
from cases.people.services.sessions import end_other_sessions, end_session
from cases.selectors.role_names import roles_of


@never_cache
@login_required
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """Page of one's own account."""
    user = request.user
    context = {
        "name": display_name(user, request.LANGUAGE_CODE),
        "has_factor": has_second_factor(user),
        "roles": roles_of(user),
        "may_enter_admin": user.has_perm("wagtailadmin.access_admin"),
    }
    return render(request, "people/overview.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Form of one's own profile. Nobody else's can be named."""
    if request.method == "POST":
        form = ProfileForm(request.POST, instance=profile_of(request.user))
        if form.is_valid():
            form.save()
            messages.success(request, _("Your profile is saved."))
            return redirect("people:profile")
    else:
        form = ProfileForm(instance=profile_or_none(request.user) or _begun(request))
    return render(request, "people/profile.html", {"form": form})


def _begun(request: HttpRequest) -> Profile:
    """Profile with what is known already, of somebody who has none yet."""
    user: Any = request.user
    name = user.get_full_name()
    return Profile(user=user, language=request.LANGUAGE_CODE, name_latin=name if name.isascii() else "",
                   name_fa="" if name.isascii() else name)  # fmt: skip


@never_cache
@login_required
@require_GET
def sessions(request: HttpRequest) -> HttpResponse:
    """Page of where one is logged in."""
    found = open_sessions(request.user, request.session.session_key)
    return render(request, "people/sessions.html", {"sessions": found, "others": sum(not one.is_this for one in found)})


@login_required
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Ends one of one's own sessions. Raises Http404 for another's, as for one that is not there."""
    if not end_session(request.user, pk):
        raise Http404
    messages.success(request, _("The session has ended."))
    return redirect("people:sessions")


@login_required
@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    """Ends every other session of one's own."""
    end_other_sessions(request.user, request.session.session_key)
    messages.success(request, _("All other sessions have ended."))
    return redirect("people:sessions")
