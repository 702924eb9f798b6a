"""The link “this contact is still right”, for whoever reads the mailbox of a city and for its coordinators."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.people.models import CityContact
from cases.people.permissions import Action, may
from cases.people.selectors.contacts import mailbox_language
from cases.people.services.city_contacts import confirm_at_mailbox, confirm_contact
from cases.selectors.localized_format import active_language
from cases.written.isolation import isolated

from .links import make_action_link
from .registry import ActionKind, register_action_kind, register_links

RIGHT_CONTACT = "right_contact"
VALID_FOR = timedelta(days=60)


def contact_links(person: Any, contact: CityContact) -> Mapping[str, str]:
    """Link by which a person, or (None) the office itself, confirms a contact; none where no mailbox is named."""
    if not contact.mailbox:
        return {}
    until, language = timezone.now() + VALID_FOR, mailbox_language(contact.city)
    return {"right_url": make_action_link(RIGHT_CONTACT, person, contact, until=until, language=language)}


def _title(person: Any, contact: CityContact) -> str:
    return _("Is this still how %(city)s is reached?") % {"city": _city(contact)}


def _consequence(person: Any, contact: CityContact) -> str:
    said = _("You say that what is meant for %(city)s still arrives at %(mailbox)s. Nobody asks again for a year.")
    return said % {"city": _city(contact), "mailbox": isolated(contact.mailbox)}


def _done(person: Any, contact: CityContact) -> str:
    return _("The contact is confirmed for a year.")


def _may(person: Any, contact: CityContact) -> bool:
    """Whether they keep the contact; an office does as long as the link's mailbox is the one named."""
    if person is None:
        return bool(contact.mailbox) and contact.unreachable_since is None
    return may(person, Action.KEEP_CONTACT, contact.city)


def _act(person: Any, contact: CityContact) -> None:
    if person is None:
        confirm_at_mailbox(contact)
    else:
        confirm_contact(contact.city, person)


def _city(contact: CityContact) -> str:
    return isolated(contact.city.name(active_language()))


def register() -> None:
    """Makes the kind known, and that mails which ask about a contact have such a link."""
    register_links("city.contact", contact_links)
    register_action_kind(
        ActionKind(
            code=RIGHT_CONTACT,
            title=_title,
            consequence=_consequence,
            button=lambda: _("It is still right"),
            done=_done,
            may=_may,
            act=_act,
        )
    )
