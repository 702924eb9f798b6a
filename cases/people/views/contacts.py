"""Contact of a city: named, confirmed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cases.people.forms.contacts import ContactForm
from cases.people.permissions import Action
from cases.people.selectors.contacts import contact_of, state_of
from cases.people.services.city_contacts import confirm_contact, save_contact

from .access import city_for, form_page, logged_in


@require_http_methods(["GET", "HEAD", "POST"])
@logged_in
def contact(request: HttpRequest, slug: str) -> HttpResponse:
    """Form of the mailbox of a city."""
    city = city_for(request.user, slug, Action.KEEP_CONTACT)
    known = contact_of(city)
    initial = {"office": known.office, "mailbox": known.mailbox}
    form = ContactForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        save_contact(city, request.user, **form.cleaned_data)
        messages.success(request, _("The contact is saved, and confirmed for a year."))
        return redirect("people:members", city.slug)
    title = _("Contact of %(city)s") % {"city": city}
    lead = _("What is meant for the city goes to its mailbox first, then to its coordinators.")
    state = "" if known.pk is None else state_of(known)
    return form_page(request, form, title=title, lead=lead, state=state, submit=_("Save"), city=city, trail="city")


@require_POST
@logged_in
def confirm(request: HttpRequest, slug: str) -> HttpResponse:
    """Confirms that the contact is still right."""
    city = city_for(request.user, slug, Action.KEEP_CONTACT)
    confirm_contact(city, request.user)
    messages.success(request, _("The contact is confirmed for a year."))
    return redirect("people:members", city.slug)
