"""Registers what this room adds to the admin and to the page of a city. Registration only."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.permissions import register_permission_policy

from cases.models import City
from cases.slots import Section

from .models import CityContact, Membership
from .selectors.city_section import reach_section
from .viewsets.account_panel import doors_panel
from .viewsets.contact_desk import contacts_of_cities
from .viewsets.history import register_account_actions
from .viewsets.member_history import register_member_actions
from .viewsets.members import PeopleViewSetGroup
from .viewsets.policies import KeptPolicy
from .viewsets.private_pages import keep_document_private, keep_page_private

register_permission_policy(Membership, KeptPolicy(Membership))
register_permission_policy(CityContact, KeptPolicy(CityContact))

hooks.register("before_serve_document", keep_document_private)
hooks.register("before_serve_page", keep_page_private)
hooks.register("register_account_settings_panel", doors_panel)
hooks.register("register_log_actions", register_account_actions)
hooks.register("register_log_actions", register_member_actions)
hooks.register("register_admin_viewset", PeopleViewSetGroup)


@hooks.register("register_city_page_section")
def register_reach() -> Section[City]:
    """Section of a city page: how many of the city take part, and how it is reached."""
    return Section(
        anchor="reach", heading=_("Reaching this city"), template="people/sections/city.html", content=reach_section
    )


@hooks.register("register_desk_section")
def register_contacts_of_cities() -> Section[Any]:
    """Section for editors while contacts of cities are not reached, or are to be confirmed."""
    return Section(
        anchor="contacts-of-cities",
        heading=_("Contacts of cities"),
        template="people/admin/contact_desk.html",
        content=contacts_of_cities,
        order=70,
    )
