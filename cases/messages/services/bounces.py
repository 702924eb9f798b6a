"""Mails that come back: told at the message, counted at the address, which at some point gets none any more."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from cases.messages.choices import State
from cases.messages.models import MailAddress, Message
from cases.messages.selectors.addresses import normal
from cases.messages.signals import address_bounced

MOST_TEMPORARY = 5  # in a row, each within FORGOTTEN of the one before
FORGOTTEN = timedelta(days=30)


@transaction.atomic
def note_bounce(key_or_address: str, permanent: bool) -> bool:
    """Notes that a mail came back, named by its key or by the address; False where there is neither.

    One that came back for good stops all mail to its address; others do when there were several.
    """
    if "@" in key_or_address:
        address, person = normal(key_or_address), None
        person = User.objects.filter(email__iexact=address).first()
        _count(address, permanent, person)
        return True
    message = Message.objects.select_related("person").filter(key=key_or_address.lower()).first()
    if message is None or message.state in (State.BOUNCED, State.CANCELLED):
        return message is not None
    now = timezone.now()
    address = normal(message.sent_to or message.recipient)
    if permanent:
        bounced: dict[str, Any] = {"state": State.BOUNCED, "bounced_at": now}
        Message.objects.filter(pk=message.pk).update(**bounced)
        message.items.filter(state__in=[State.SENT, State.SENDING]).update(**bounced)
    if address:
        _count(address, permanent, message.person)
    return True


def note_refusal(message: Message) -> None:
    """Counts that the server itself knows no such address."""
    with transaction.atomic():
        _count(normal(message.recipient), True, message.person)


@transaction.atomic
def start_again(address: str) -> bool:
    """Lets mail go to an address once more, as its owner says that it works again; False where nothing was stopped."""
    stopped = MailAddress.objects.filter(address=normal(address)).exclude(stopped_at=None)
    return bool(stopped.update(stopped_at=None, permanent=0, temporary=0))


def _count(address: str, permanent: bool, person: User | None) -> None:
    now = timezone.now()
    MailAddress.objects.get_or_create(address=address)
    row = MailAddress.objects.select_for_update().get(address=address)
    was_stopped = row.stopped_at is not None
    if permanent:
        row.permanent += 1
    else:
        is_old = row.bounced_at is not None and now - row.bounced_at > FORGOTTEN
        row.temporary = 1 if is_old else row.temporary + 1
    row.bounced_at = now
    if not was_stopped and (row.permanent or row.temporary >= MOST_TEMPORARY):
        row.stopped_at = now
    row.save()
    address_bounced.send(
        sender=MailAddress,
        address=address,
        permanent=permanent,
        stopped=row.stopped_at is not None and not was_stopped,
        person=person,
    )
