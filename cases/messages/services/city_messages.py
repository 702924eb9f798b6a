"""Messages about members of cities and contacts of cities: said, and taken back when there is no more reason."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User

from cases.people.choices import Ending
from cases.people.models import CityContact
from cases.people.services.city_contacts import note_unreachable
from cases.selectors.localized_format import active_language

from .action_links.links import revoke_links
from .action_links.right_contact import RIGHT_CONTACT
from .notify import Addressee, cancel, notify


def tell_invited(invitation: Any, url: str) -> None:
    """Invites an address, in the language that whoever invites chose. The link is a secret, and is not kept."""

    def values() -> dict[str, Any]:
        return {
            "city": _city(invitation),
            "role": str(invitation.get_role_display()),
            "by": invitation.invited_by,
            "note": invitation.note,
            "moment": invitation.expires_at,
            "url": _absolute(url),
        }

    notify("city.invited", [Addressee(invitation.email, invitation.language)], invitation, context=values)


def forget_invitation(invitation: Any) -> None:
    """Takes the invitation back, where it was not sent yet."""
    cancel("city.invited", invitation)


def tell_requested(request: Any, deciders: Iterable[User]) -> None:
    """Tells those who can decide that somebody asks to join."""

    def values() -> dict[str, Any]:
        said = {"city": _city(request), "role": str(request.get_role_display())}
        return {**said, "person": request.person, "note": request.text}

    notify("city.requested", deciders, request, context=values, url=_url_of(request), by=request.person)


def tell_decided(request: Any, membership: Any, by: Any) -> None:
    """Tells whoever asked what was decided; nobody else is asked any more."""
    forget_request(request)

    def values() -> dict[str, Any]:
        said = {"city": _city(request), "role": str(request.get_role_display())}
        return {**said, "approved": membership is not None, "note": request.reason}

    notify("city.decided", [request.person], request, context=values, url=_url_of(request.city), by=by)


def forget_request(request: Any) -> None:
    """Takes back what those who can decide were to hear."""
    cancel("city.requested", request)


def tell_ended(membership: Any, successor: Any, by: Any) -> None:
    """Tells a member that the membership has ended, and who goes on; not who left, alone or with the account."""
    if membership.ending == Ending.DELETED:
        return

    def values() -> dict[str, Any]:
        said = {"city": _city(membership), "role": str(membership.get_role_display())}
        return {**said, "successor": getattr(successor, "person", None)}

    notify("city.ended", [membership.person], membership, context=values, url=_url_of(membership.city), by=by)


def tell_contact(contact: Any, recipients: Iterable[Any]) -> None:
    """Asks whether the contact of a city is still right."""

    def values() -> dict[str, Any]:
        return {"city": _city(contact), "mailbox": contact.mailbox, "moment": contact.confirm_by}

    people: list[User | Addressee] = [
        one.person if one.person is not None else Addressee(one.address, one.language) for one in recipients
    ]
    notify("city.contact", people, contact, context=values, url=_url_of(contact.city))


def forget_contact(contact: Any) -> None:
    """Takes back the question, since it was answered, and with it the links of its mails."""
    cancel("city.contact", contact)
    revoke_links(RIGHT_CONTACT, contact)


def _city(thing: Any) -> str:
    """Name of the city of a thing, in the language of the reader."""
    return str(thing.city.name(active_language()))


def _url_of(thing: Any) -> str:
    """Address of a thing that has one."""
    known = getattr(thing, "get_absolute_url", None)
    return _absolute(known()) if known is not None else ""


def _absolute(url: str) -> str:
    return url if not url or "://" in url else f"{settings.WAGTAILADMIN_BASE_URL}{url}"


def note_mailbox(address: str) -> None:
    """Notes at the cities whose mailbox an address is that mail to it comes back."""
    for contact in CityContact.objects.filter(mailbox__iexact=address).select_related("city"):
        note_unreachable(contact)
