"""Members of a city: listed, given another role, ended."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.models import City
from cases.people.forms.memberships import EndForm, RoleForm
from cases.people.models import Membership
from cases.people.permissions import Action, MemberRole, held_by, may
from cases.people.permissions import allowed as is_allowed
from cases.people.selectors.contacts import contact_of, state_of
from cases.people.selectors.members import members_of, open_invitations, open_requests
from cases.people.services.hand_over import is_last_coordinator, open_items, usual_successor
from cases.people.services.memberships import LastCoordinatorError, NotRunningError, change_role, end
from cases.selectors.person_name import person_name

from .access import city_for, form_page, logged_in

LISTED = 100  # members of a page
MOST_WAITING = 100


@require_safe
@logged_in
def members(request: HttpRequest, slug: str) -> HttpResponse:
    """Page of the members of a city, with what waits for those who decide."""
    city = city_for(request.user, slug, Action.SEE_MEMBERS)
    held = held_by(request.user, city)
    rights = {action.name.lower(): is_allowed(action, held) for action in Action}
    listing = Paginator(members_of(city), LISTED).get_page(request.GET.get("page"))
    contact = contact_of(city)
    context = {
        "city": city,
        "listing": listing,
        "rights": rights,
        "has_coordinator": members_of(city).filter(role=MemberRole.COORDINATOR).exists(),
        "requests": open_requests(city)[:MOST_WAITING] if rights["decide"] else (),
        "invitations": open_invitations(city)[:MOST_WAITING] if rights["invite"] else (),
        "contact": contact,
        "contact_state": state_of(contact),
    }
    return render(request, "people/members.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@logged_in
def role(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Form that gives a member another role."""
    city = city_for(request.user, slug, Action.CHANGE_ROLE)
    membership = _running(city, pk)
    form = RoleForm(request.POST if request.method == "POST" else None, initial={"role": membership.role})
    if form.is_valid():
        try:
            change_role(membership, form.cleaned_data["role"], request.user)
        except LastCoordinatorError:
            form.add_error("role", _("Nobody would coordinate the city any more. Make another coordinator first."))
        except NotRunningError:
            messages.info(request, _("This membership had ended before."))
            return redirect("people:members", city.slug)
        else:
            messages.success(request, _("The role is changed."))
            return redirect("people:members", city.slug)
    name = person_name(membership.person)
    title = _("Role of %(name)s in %(city)s") % {"name": name, "city": city}
    return form_page(request, form, title=title, submit=_("Save"), city=city, trail="city")


@require_http_methods(["GET", "HEAD", "POST"])
@logged_in
def end_membership(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Page that ends a membership, one's own or another's: says what is open, and asks who takes over."""
    city = city_for(request.user, slug, Action.SEE_MEMBERS)
    membership = _running(city, pk)
    is_own = may(request.user, Action.LEAVE, membership)
    if not is_own and not may(request.user, Action.END, membership):
        raise Http404
    items, is_last = open_items(membership), is_last_coordinator(membership)
    asks = bool(items) or is_last
    form = EndForm(request.POST if request.method == "POST" else None, membership=membership, asks=asks)
    if form.is_valid():
        try:
            ended = end(membership, request.user, form.chosen_successor())
        except LastCoordinatorError:
            form.add_error("successor", _("This person is no member any more. Choose somebody else."))
        except NotRunningError:
            messages.info(request, _("This membership had ended before."))
            return redirect("people:mine")
        else:
            messages.success(request, _said(ended, is_own=is_own))
            still_sees = may(request.user, Action.SEE_MEMBERS, city)
            return redirect("people:members", city.slug) if still_sees else redirect("people:mine")
    values = {"city": city, "name": person_name(membership.person)}
    title = _("Leave %(city)s") % values if is_own else _("End the membership of %(name)s in %(city)s") % values
    context = {"items": items, "is_last": is_last, "usual": usual_successor(membership), "is_own": is_own}
    submit = _("Leave the city") if is_own else _("End the membership")
    template = "people/end.html"
    return form_page(request, form, template=template, title=title, submit=submit, city=city, trail="city", **context)


def _running(city: City, pk: int) -> Membership:
    return get_object_or_404(Membership.objects.select_related("person", "city"), pk=pk, city=city, until=None)


def _said(ended: Membership, *, is_own: bool) -> str:
    """Sentence of an ending, and of who takes over."""
    values = {"city": ended.city, "name": person_name(ended.person), "heir": person_name(ended.successor)}
    said = _("You have left %(city)s.") if is_own else _("The membership of %(name)s in %(city)s has ended.")
    more = {
        "member": _("%(heir)s takes over what was open."),
        "mailbox": _("The mailbox of the city takes over what was open."),
        "editors": _("The editors of this site take over what was open."),
    }.get(ended.handed_to, "")
    return f"{said} {more}".strip() % values
