"""Messages of one person, as the site shows them."""

from typing import Any

from django.db.models import QuerySet

from cases.messages.choices import State
from cases.messages.models import Message
from cases.messages.models.message import DIGEST

MOST = 99  # more are not counted for the bell


def messages_of(person: Any) -> QuerySet[Message]:
    """Messages to a person, the newest first; none that was cancelled, none whose words were for the mail alone."""
    own = Message.objects.filter(person=person, secret=False)
    return own.exclude(state=State.CANCELLED).exclude(cause=DIGEST).order_by("-pk")


def unread_count(person: Any) -> int:
    """Number of messages that a person has not read, up to one more than MOST. One query."""
    return len(messages_of(person).filter(read_at=None).values_list("pk")[: MOST + 1])
