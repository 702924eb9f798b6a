"""Cities of whoever is logged in, and the way into another."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.people.forms.memberships import JoinForm
from cases.people.models import Expert, MembershipRequest
from cases.people.permissions import Action
from cases.people.selectors.cities import SHOWN, find_cities
from cases.people.selectors.members import cities_of, invitations_to, past_of, requests_of
from cases.people.services.membership_requests import (
    AlreadyDecidedError,
    MemberOrAskedError,
    TooManyRequestsError,
    ask_to_join,
    withdraw,
)

from .access import city_for, form_page, logged_in

LISTED, LONGEST = 50, 200


@require_safe
@logged_in
def mine(request: HttpRequest) -> HttpResponse:
    """Page of one's cities, requests and invitations."""
    user = request.user
    context = {
        "memberships": cities_of(user),
        "past": past_of(user)[:LISTED],
        "requests": requests_of(user)[:LISTED],
        "invitations": invitations_to(user)[:LISTED],
        "is_expert": Expert.objects.filter(person=user.pk).exists(),
    }
    return render(request, "people/mine.html", context)


@require_safe
@logged_in
def find_city(request: HttpRequest) -> HttpResponse:
    """Page that finds the city to join."""
    text = request.GET.get("city", "")[:LONGEST].replace("\0", "")
    found = find_cities(text)
    mine = set(cities_of(request.user).values_list("city_id", flat=True))
    context = {"text": text, "found": [(city, city.pk in mine) for city in found], "is_cut": len(found) == SHOWN}
    return render(request, "people/find_city.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@logged_in
def join(request: HttpRequest, slug: str) -> HttpResponse:
    """Form that asks to be taken into a city."""
    city = city_for(request.user, slug, Action.JOIN)
    if not city.is_confirmed:
        raise Http404
    form = JoinForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            ask_to_join(city, request.user, **form.cleaned_data)
        except MemberOrAskedError:
            form.add_error(None, _("You are a member of this city, or have asked already."))
        except TooManyRequestsError:
            form.add_error(None, _("You have asked of many cities at a time. Wait until one of them has answered."))
        else:
            messages.success(request, _("You have asked to join %(city)s.") % {"city": city})
            return redirect("people:mine")
    title = _("Ask to join %(city)s") % {"city": city}
    lead = _("Coordinators of the city decide; where there are none, those who run this site.")
    return form_page(request, form, title=title, lead=lead, submit=_("Ask"), back="people:find_city", trail="mine")


@require_POST
@logged_in
def withdraw_request(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraws a request of one's own."""
    found = get_object_or_404(MembershipRequest, pk=pk)
    try:
        withdraw(found, request.user)
    except AlreadyDecidedError:
        messages.info(request, _("It had been decided before."))
    else:
        messages.success(request, _("The request is withdrawn."))
    return redirect("people:mine")
