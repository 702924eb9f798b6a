"""Sending a message once more, as an administrator asks for it."""

from django.db import transaction
from django.utils import timezone

from cases.messages.choices import Channel, Pace, State
from cases.messages.models import Message
from cases.messages.models.message import DIGEST, new_key

from .waking import wake


class CannotSendAgainError(Exception):
    """Error where there is nothing to send: its words were secret and are gone, it waits still, or it has ended."""


def can_send_again(message: Message) -> bool:
    """Whether there are words to send, and somebody to send them to."""
    ended = message.state in (State.HELD, State.SENDING, State.CANCELLED)
    return not (message.secret or message.cause == DIGEST or ended) and bool(message.recipient)


@transaction.atomic
def send_again(message: Message) -> Message:
    """A new message with the same words, by mail and at once. Raises CannotSendAgainError."""
    if not can_send_again(message):
        raise CannotSendAgainError
    now = timezone.now()
    copy = Message.objects.get(pk=message.pk)
    copy.pk, copy.key, copy.again_of, copy.within = None, new_key(), message, None
    copy._state.adding = True
    copy.state, copy.channel, copy.pace, copy.trouble, copy.error = State.HELD, Channel.MAIL, Pace.AT_ONCE, "", ""
    copy.created_at = copy.due_at = copy.send_at = now
    copy.attempts = copy.doubts = 0
    copy.sent_to, copy.sent_at, copy.bounced_at, copy.read_at, copy.lease_until = "", None, None, now, None
    copy.save()
    transaction.on_commit(wake, robust=True)
    return copy
