"""Whom readers are told to ask about a case."""

from typing import NamedTuple

from django.conf import settings

from cases.models import City


class Contact(NamedTuple):
    """Office to ask; a part that is not known is ""."""

    name: str
    email: str


def whom_to_ask(city: City) -> Contact:
    """Office of a partner city, which takes part to be asked; else whoever runs the site."""
    if city.is_partner and (city.contact_name or city.contact_email):
        return Contact(city.contact_name, city.contact_email)
    return Contact(settings.OPERATOR_NAME, settings.CONTACT_EMAIL)
