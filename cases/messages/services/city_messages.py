"""Messages about invitations, requests and contacts of cities: said, and taken back when there is no more reason."""

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.urls import reverse

from cases.messages.selectors.addresses import is_stopped
from cases.people.models import CityContact
from cases.people.selectors.members import coordinators_of, members_of
from cases.people.services.city_contacts import note_unreachable
from cases.selectors.localized_format import active_language

from .action_links.links import revoke_links
from .action_links.right_contact import RIGHT_CONTACT
from .bounces import start_again
from .notify import Addressee, cancel, notify


def tell_invited(invitation: Any, url: str) -> None:
    """Invites an address, in the language that whoever invites chose. The link is a secret, and is not kept."""

    def values() -> dict[str, Any]:
        return {
            "city": city_of(invitation),
            "role": str(invitation.get_role_display()),
            "by": invitation.invited_by,
            "note": invitation.note,
            "moment": invitation.expires_at,
            "url": url,
        }

    notify("city.invited", [Addressee(invitation.email, invitation.language)], invitation, context=values)


def forget_invitation(invitation: Any) -> None:
    """Takes the invitation back, where it was not sent yet."""
    cancel("city.invited", invitation)


def tell_requested(request: Any, deciders: Iterable[User]) -> None:
    """Tells those who can decide that somebody asks to join."""

    def values() -> dict[str, Any]:
        said = {"city": city_of(request), "role": str(request.get_role_display())}
        return {**said, "person": request.person, "note": request.text}

    page = page_of("people:decide", request.city.slug, request.pk)
    notify("city.requested", deciders, request, context=values, url=page, by=request.person)


def tell_decided(request: Any, membership: Any, by: Any) -> None:
    """Tells whoever asked what was decided; nobody else is asked any more."""
    forget_request(request)

    def values() -> dict[str, Any]:
        said = {"city": city_of(request), "role": str(request.get_role_display())}
        return {**said, "approved": membership is not None, "note": request.reason}

    notify("city.decided", [request.person], request, context=values, url=page_of("people:mine"), by=by)


def forget_request(request: Any) -> None:
    """Takes back what those who can decide were to hear."""
    cancel("city.requested", request)


def tell_contact(contact: Any, recipients: Iterable[Any]) -> None:
    """Asks whether the contact of a city is still right."""

    def values() -> dict[str, Any]:
        return {"city": city_of(contact), "mailbox": contact.mailbox, "moment": contact.confirm_by}

    people: list[User | Addressee] = [
        one.person if one.person is not None else Addressee(one.address, one.language) for one in recipients
    ]
    notify("city.contact", people, contact, context=values, url=page_of("people:contact", contact.city.slug))


def forget_contact(contact: Any, *, works_again: bool) -> None:
    """Takes back the question, since it was answered, and with it the links of its mails.

    Mail to the same mailbox that had come back is tried again; another to which nothing is sent is not reached either.
    """
    cancel("city.contact", contact)
    revoke_links(RIGHT_CONTACT, contact)
    if works_again:
        start_again(contact.mailbox)
    elif contact.mailbox and is_stopped(contact.mailbox):
        note_unreachable(contact)


def tell_unreachable(contact: Any) -> None:
    """Tells whoever is left of a city that mail to its mailbox comes back: coordinators, else all members."""
    members = list(coordinators_of(contact.city)) or list(members_of(contact.city))

    def values() -> dict[str, Any]:
        return {"city": city_of(contact), "mailbox": contact.mailbox}

    people = [membership.person for membership in members]
    notify("city.unreachable", people, contact, context=values, url=page_of("people:members", contact.city.slug))


def city_of(thing: Any) -> str:
    """Name of the city of a thing, in the language of the reader."""
    return str(thing.city.name(active_language()))


def page_of(name: str, *args: Any) -> Callable[[], str]:
    """Address of a page, made in the language of whoever reads it."""
    return lambda: f"{settings.WAGTAILADMIN_BASE_URL}{reverse(name, args=args)}"


def note_mailbox(address: str) -> None:
    """Notes at the cities whose mailbox an address is that mail to it comes back."""
    for contact in CityContact.objects.filter(mailbox__iexact=address).select_related("city"):
        note_unreachable(contact)
