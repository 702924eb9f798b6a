"""Causes about cities: an invitation, a request, its decision, a contact to confirm or that is not reached."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from cases.messages.choices import Pace
from cases.messages.models import Message

from .cause import Cause
from .kinds import Kind

INVITATIONS = Kind(code="invitations", label=_("Invitations to a city"), pace=Pace.AT_ONCE)
MEMBERS = Kind(code="members", label=_("Members of your cities: requests, decisions, roles, who comes and goes"))
CONTACTS = Kind(code="contacts", label=_("Contacts of your city that are to be confirmed"))
KINDS = (INVITATIONS, MEMBERS, CONTACTS)


def has_expired(message: Message) -> bool:
    """Whether an invitation is gone, or past its day."""
    expires = getattr(message.about, "expires_at", None)
    return message.about is None or (expires is not None and expires <= timezone.now())


def is_closed(message: Message) -> bool:
    """Whether a request is gone, or decided."""
    return message.about is None or getattr(message.about, "state", "open") != "open"


def is_gone(message: Message) -> bool:
    """Whether what it was about is there no more."""
    return message.content_type_id is not None and message.about is None


def is_reached(message: Message) -> bool:
    """Whether the contact is gone, or mail to it arrives again."""
    return getattr(message.about, "unreachable_since", None) is None


def sample() -> Mapping[str, Any]:
    return {
        "city": pgettext("example", "Tehran"),
        "role": pgettext("example", "Coordinator"),
        "by": User(first_name="Mina", last_name="Sample"),
        "person": User(first_name="Sam", last_name="Sample"),
        "successor": User(first_name="Sam", last_name="Sample"),
        "note": gettext("We would be glad to have you with us."),
        "mailbox": "office@city.example",
        "approved": True,
        "items": [gettext("2 open invitations")],
        "moment": timezone.now(),
        "url": "https://practice.example/",
    }


CAUSES = (
    Cause(
        code="city.invited",
        kind=INVITATIONS,
        subject=_("You are invited to take part for %(city)s"),
        reason=_("You get this because somebody entered your address to invite you."),
        template="messaging/mail/invited.html",
        action=_("Look at the invitation"),
        urgent=True,
        secret=True,
        is_over=has_expired,
        sample=sample,
    ),
    Cause(
        code="city.requested",
        kind=MEMBERS,
        subject=_("Somebody asks to join %(city)s"),
        reason=_("You get this because you decide who takes part for this city."),
        template="messaging/mail/requested.html",
        action=_("Decide here"),
        is_over=is_closed,
        sample=sample,
    ),
    Cause(
        code="city.decided",
        kind=MEMBERS,
        subject=_("Your request to join %(city)s"),
        reason=_("You get this because you asked to join this city."),
        template="messaging/mail/decided.html",
        action=_("See it here"),
        is_over=is_gone,
        sample=sample,
    ),
    Cause(
        code="city.contact",
        kind=CONTACTS,
        subject=_("Is this still how %(city)s is reached?"),
        reason=_("You get this because this is the address of that city, or you look after it."),
        template="messaging/mail/contact.html",
        action=_("Confirm or change it"),
        is_over=is_gone,
        sample=sample,
    ),
    Cause(
        code="city.unreachable",
        kind=CONTACTS,
        subject=_("Mail to %(city)s comes back"),
        reason=_("You get this because you take part for this city."),
        template="messaging/mail/unreachable.html",
        action=_("See it here"),
        is_over=is_reached,
        sample=sample,
    ),
)
