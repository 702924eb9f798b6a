"""Contacts of cities: who is written to, and in which state a contact is."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.models import City
from cases.people.models import CityContact, Membership
from cases.people.permissions import MemberRole

from .members import coordinators_of, members_of, running

ASKED_BEFORE = timedelta(days=30)  # of the day by which a contact is to be confirmed
ASKED_AGAIN = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Recipient:
    """Receiver of what is meant for a city: a mailbox of an office, or a person."""

    address: str
    person: Any = None
    language: str = ""  # of a mailbox: the first of its country's that the site has; of a person: what they read

    @property
    def is_mailbox(self) -> bool:
        """Whether it is no person."""
        return self.person is None


def contact_of(city: City) -> CityContact:
    """Contact of a city; one that is not stored where there is none yet."""
    found = CityContact.objects.filter(city=city).first()
    return found or CityContact(city=city, confirm_by=timezone.localdate())


def contacts_of(city: City) -> list[Recipient]:
    """Receivers of what is meant for a city: its mailbox first, unless mails to it come back, then its coordinators."""
    contact = contact_of(city)
    has_mailbox = contact.mailbox and not contact.unreachable_since
    found = [Recipient(contact.mailbox, language=mailbox_language(city))] if has_mailbox else []
    people = (membership.person for membership in coordinators_of(city))
    return [*found, *(Recipient(person.email, person) for person in people if person.email)]


def mailbox_language(city: City) -> str:
    """Language in which an office is written to: that of its country where the site has it, else English."""
    languages = {"IR": "fa", "AF": "fa", "TJ": "fa"} | dict.fromkeys(_ARAB, "ar")
    found = languages.get(city.country, "en")
    return found if found in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


_ARAB = (
    "AE",
    "BH",
    "DZ",
    "EG",
    "IQ",
    "JO",
    "KW",
    "LB",
    "LY",
    "MA",
    "MR",
    "OM",
    "PS",
    "QA",
    "SA",
    "SD",
    "SY",
    "TN",
    "YE",
)


def due_contacts(now: datetime) -> QuerySet[CityContact]:
    """Contacts that are to be confirmed soon, or should have been, and of which nobody was asked lately."""
    soon, lately = timezone.localdate(now) + ASKED_BEFORE, now - ASKED_AGAIN
    due = CityContact.objects.filter(Q(asked_at=None) | Q(asked_at__lte=lately), confirm_by__lte=soon)
    return due.select_related("city").order_by("confirm_by", "pk")


def state_of(contact: CityContact) -> Promise:
    """Sentence of the state of a contact, for members and editors."""
    if contact.unreachable_since:
        return _("Mails to the mailbox come back: this city is not reached there.")
    if contact.pk is None:
        return _("No mailbox has been named yet.")
    if contact.is_overdue():
        return _("It is to be confirmed that this is still right.")
    return _("Confirmed.") if contact.confirmed_at else _("Not confirmed yet.")


@dataclass(frozen=True, slots=True)
class Reach:
    """Reach of a city, as visitors are told: how many take part, and whether somebody answers. No address, no name."""

    members: int
    answers: bool


def reach_of(city: City) -> Reach:
    """Reach of a city for its public page. Two queries."""
    members = running().filter(city=city).count()
    asked = running().filter(city=OuterRef("pk"), role=MemberRole.COORDINATOR)
    mailbox = CityContact.objects.filter(city=OuterRef("pk"), unreachable_since=None).exclude(mailbox="")
    answers = City.objects.filter(Exists(asked) | Exists(mailbox), pk=city.pk).exists()
    return Reach(members, answers)


def successors_of(membership: Membership) -> QuerySet[Membership]:
    """Other members of the city, to whom somebody who leaves may hand over."""
    return members_of(membership.city).exclude(pk=membership.pk)
