"""Requests and invitations of a city: invited, taken back, decided."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cases.people.choices import RequestState
from cases.people.forms.memberships import DecisionForm, InvitationForm
from cases.people.models import CityInvitation, MembershipRequest
from cases.people.permissions import Action
from cases.people.selectors.contacts import mailbox_language
from cases.people.services.city_invitations import AlreadyMemberError, TooManyInvitationsError, invite, revoke
from cases.people.services.membership_requests import AlreadyDecidedError, approve, refuse
from cases.selectors.person_name import person_name

from .access import city_for, form_page, logged_in


@require_http_methods(["GET", "HEAD", "POST"])
@logged_in
def invite_member(request: HttpRequest, slug: str) -> HttpResponse:
    """Form that invites somebody by e-mail."""
    city = city_for(request.user, slug, Action.INVITE)
    initial = {"role": "contributor", "language": mailbox_language(city) or get_language()}
    form = InvitationForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        given = form.cleaned_data
        try:
            invite(
                city, given["email"], given["role"], request.user, language=given["language"], note_text=given["note"]
            )
        except AlreadyMemberError:
            form.add_error("email", _("This is the address of a member of the city."))
        except TooManyInvitationsError:
            form.add_error(None, _("So many invitations are open, or were sent today, that no other can be sent now."))
        else:
            messages.success(request, _("The invitation is on its way to %(email)s.") % {"email": given["email"]})
            return redirect("people:members", city.slug)
    title = _("Invite somebody to %(city)s") % {"city": city}
    lead = _("They get a mail with a link, which is valid for some days. You can take the invitation back.")
    return form_page(request, form, title=title, lead=lead, submit=_("Send the invitation"), city=city, trail="city")


@require_POST
@logged_in
def revoke_invitation(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Takes an invitation back."""
    city = city_for(request.user, slug, Action.INVITE)
    if revoke(get_object_or_404(CityInvitation, pk=pk, city=city), request.user):
        messages.success(request, _("The invitation is void."))
    else:
        messages.info(request, _("It had been accepted or taken back before."))
    return redirect("people:members", city.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@logged_in
def decide(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Page that decides about a request."""
    city = city_for(request.user, slug, Action.DECIDE)
    asked = get_object_or_404(MembershipRequest.objects.select_related("person", "decided_by"), pk=pk, city=city)
    if asked.state != RequestState.OPEN:
        return _decided(request, asked)
    form = DecisionForm(request.POST if request.method == "POST" else None, initial={"role": asked.role})
    if form.is_valid():
        try:
            if request.POST.get("decision") == "approve":
                approve(asked, request.user, form.cleaned_data["role"])
            else:
                refuse(asked, request.user, form.cleaned_data["reason"])
        except AlreadyDecidedError as error:
            return _decided(request, error.request)
        messages.success(
            request, _("You have decided about the request of %(name)s.") % {"name": person_name(asked.person)}
        )
        return redirect("people:members", city.slug)
    title = _("%(name)s asks to join %(city)s") % {"name": person_name(asked.person), "city": city}
    return form_page(request, form, template="people/decide.html", title=title, asked=asked, city=city, trail="city")


def _decided(request: HttpRequest, asked: MembershipRequest) -> HttpResponse:
    """Way back, with who was faster."""
    values = {"state": asked.get_state_display(), "name": person_name(asked.decided_by)}
    said = _("It had been decided before: %(state)s, by %(name)s.") if asked.decided_by else _("It was: %(state)s.")
    messages.info(request, said % values)
    return redirect("people:members", asked.city.slug)
