"""Reading messages on the site."""

from django.contrib.auth.models import User
from django.utils import timezone

from cases.messages.models import Message
from cases.messages.selectors.inbox import messages_of


def mark_read(message: Message) -> None:
    """Notes that whoever it is to has opened it."""
    Message.objects.filter(pk=message.pk, read_at=None).update(read_at=timezone.now())


def mark_all_read(person: User) -> int:
    """Notes that a person has seen all; returns how many were new."""
    return messages_of(person).filter(read_at=None).order_by().update(read_at=timezone.now())
