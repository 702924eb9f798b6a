"""Page that the link of an invitation leads to: whoever was given an account chooses its password."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.contrib.auth.tokens import default_token_generator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlsafe_base64_decode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cases.people.forms.passwords import FirstPasswordForm
from cases.people.services.addresses import confirm_address
from cases.selectors.person_name import person_name

_KEPT, _INSTEAD = "people.invitation", "link"


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request: HttpRequest, uidb64: str, token: str) -> HttpResponse:
    """Form of the first password. The secret of the link leaves the address at once, so that no page after has it."""
    if token != _INSTEAD:
        if _invited(uidb64, token) is None:
            return render(request, "people/invitation_over.html", status=404)
        request.session[_KEPT] = token
        return redirect("people:welcome", uidb64=uidb64, token=_INSTEAD)
    user = _invited(uidb64, str(request.session.get(_KEPT, "")))
    if user is None:
        return render(request, "people/invitation_over.html", status=404)
    form = FirstPasswordForm(user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        del request.session[_KEPT]
        form.save()
        confirm_address(user)
        messages.success(request, _("Your password is set. Log in with it."))
        return redirect("account_login")
    context = {"form": form, "name": person_name(user), "user_name": user.get_username()}
    return render(request, "people/welcome.html", context)


def _invited(uidb64: str, token: str) -> User | None:
    """Account that a link is for, while it is valid."""
    try:
        key: Any = urlsafe_base64_decode(uidb64).decode()
        user = User.objects.get(pk=key, is_active=True)
    except (ValueError, OverflowError, User.DoesNotExist):
        return None
    return user if default_token_generator.check_token(user, token) else None
