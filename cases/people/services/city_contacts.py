"""Contacts of cities: named, confirmed once a year, unreachable when mails come back."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from cases.models import City
from cases.people.models import CityContact
from cases.people.permissions import Action, may
from cases.people.selectors.contacts import contacts_of, due_contacts
from cases.people.signals import contact_confirmed, contact_to_confirm, contact_unreachable
from cases.signals import section_changed

from .locked import lock_city
from .member_log import CONFIRMED, CONTACT, REACHABLE, UNREACHABLE, note


@transaction.atomic
def save_contact(city: City, by: Any, *, office: str, mailbox: str) -> CityContact:
    """Names the mailbox of a city, which confirms it: it is reachable until mails come back.

    Raises PermissionDenied, GoneError.
    """
    contact = _of(city, by)
    if contact.mailbox != mailbox:
        contact.unreachable_since = None
    contact.office, contact.mailbox = office, mailbox
    _confirm(contact, by)
    note(contact, CONTACT, by)
    return contact


@transaction.atomic
def confirm_contact(city: City, by: Any) -> CityContact:
    """Says that the contact of a city is still right, or works again. Raises PermissionDenied, GoneError."""
    contact = _of(city, by)
    _confirm(contact, by)
    note(contact, CONFIRMED, by)
    return contact


@transaction.atomic
def confirm_at_mailbox(contact: CityContact) -> None:
    """Says that a contact is still right, as whoever reads its mailbox answered. Raises GoneError."""
    city = lock_city(contact.city)
    contact = CityContact.objects.get(city=city)
    _confirm(contact, None)
    note(contact, CONFIRMED, None)


@transaction.atomic
def note_unreachable(contact: CityContact) -> None:
    """Notes that mails to the mailbox of a city come back; once, however many do."""
    found = CityContact.objects.filter(pk=contact.pk, unreachable_since=None)
    if found.update(unreachable_since=timezone.now()):
        contact.refresh_from_db()
        note(contact, UNREACHABLE, None)
        contact_unreachable.send(sender=CityContact, contact=contact)
        section_changed.send(sender=CityContact)


@transaction.atomic
def reachable(contact: CityContact) -> None:
    """Notes that a mail to the mailbox of a city arrived after all."""
    found = CityContact.objects.filter(pk=contact.pk, unreachable_since__isnull=False)
    if found.update(unreachable_since=None):
        contact.refresh_from_db()
        note(contact, REACHABLE, None)
        section_changed.send(sender=CityContact)


def ask_to_confirm(now: datetime | None = None) -> int:
    """Asks the members of cities whose contact is to be confirmed; again after a while. The number of cities asked."""
    moment = now or timezone.now()
    return sum(_ask(key, moment) for key in due_contacts(moment).values_list("pk", flat=True))


@transaction.atomic
def _ask(key: int, now: datetime) -> bool:
    contact = due_contacts(now).select_for_update(of=("self",)).filter(pk=key).first()
    if contact is None:  # another process asked, or somebody confirmed
        return False
    is_again, contact.asked_at = contact.asked_at is not None, now
    contact.save(update_fields=["asked_at"])
    recipients = contacts_of(contact.city)
    contact_to_confirm.send(sender=CityContact, contact=contact, recipients=recipients, is_again=is_again)
    return True


def _of(city: City, by: Any) -> CityContact:
    city = lock_city(city)
    if not may(by, Action.KEEP_CONTACT, city):
        raise PermissionDenied
    return CityContact.objects.filter(city=city).first() or CityContact(city=city)


def _confirm(contact: CityContact, by: Any) -> None:
    contact.confirm_by = timezone.localdate() + timedelta(days=settings.CONTACT_CONFIRM_DAYS)
    contact.confirmed_at, contact.confirmed_by, contact.asked_at = timezone.now(), by, None
    works_again, contact.unreachable_since = contact.unreachable_since is not None, None
    contact.save()
    contact_confirmed.send(sender=CityContact, contact=contact, by=by, works_again=works_again)
    section_changed.send(sender=CityContact)
