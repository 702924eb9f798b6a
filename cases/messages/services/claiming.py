"""Claiming of mails: each is one process's for a while, by a commit of its own, so that no other sends it."""

import hashlib
import socket
from datetime import timedelta

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from cases.messages.causes import cause_of, kind_of
from cases.messages.choices import Channel, Pace, State, Trouble, Urgency
from cases.messages.models import Message
from cases.messages.models.message import DIGEST
from cases.messages.selectors.addresses import is_stopped, normal
from cases.messages.selectors.paces import pace_for

from .notify import held

LEASE = timedelta(minutes=3)  # longer than a server may take, with every time-out on the way
logger = structlog.get_logger(__name__)


def node_name() -> str:
    """Name of this machine and data folder, whose journal knows what became of the mails it claimed."""
    folder = hashlib.sha256(str(settings.MAIL_JOURNAL).encode()).hexdigest()[:12]
    return f"{socket.gethostname()[:60]}:{folder}"


def claim() -> Message | None:
    """The next mail, which is this process's until its lease ends; None where nothing is due.

    What has no reason to be sent any more is closed on the way, each in a commit of its own.
    """
    while True:
        with transaction.atomic(durable=True):
            due = held().filter(Q(pace=Pace.AT_ONCE) | Q(cause=DIGEST), send_at__lte=timezone.now())
            due = due.order_by("-urgency", "send_at", "pk")
            first = due.select_for_update(skip_locked=True, of=("self",)).first()
            if first is None:
                return None
            if _is_still_wanted(first):
                _take(first)
                return first


def _take(message: Message) -> None:
    now = timezone.now()
    message.state, message.lease_until, message.node = State.SENDING, now + LEASE, node_name()
    message.attempts += 1
    if message.is_digest:
        message.day = timezone.localdate(now)  # of which it is the one mail
        message.items.filter(state=State.HELD).update(state=State.SENDING)
    message.save(update_fields=["state", "lease_until", "node", "attempts", "day"])


def _is_still_wanted(message: Message) -> bool:
    """Whether there is a reason to send it; what has none is closed, and of a mail that holds others each is asked."""
    if not message.is_digest:
        why = why_not(message)
        if why is not None:
            close(message, why)
        return why is None
    items = list(message.items.filter(state=State.HELD).select_related("person"))
    for item in items:
        why = why_not(item)
        if why is not None:
            close(item, why)
            Message.objects.filter(pk=item.pk).update(within=None)
    Message.objects.filter(within=message).exclude(state=State.HELD).update(within=None)
    if message.items.exists():
        return True
    Message.objects.filter(pk=message.pk).update(
        state=State.CANCELLED, day=None, trouble=Trouble.ENDED, ended_at=timezone.now()
    )
    return False


def why_not(message: Message) -> Trouble | None:
    """Reason for which a message is not sent any more; None where there is none."""
    cause, kind = cause_of(message.cause), kind_of(message.kind)
    if cause is None or kind is None:
        return Trouble.UNKNOWN
    if message.ended_at is not None or _is_over(message):
        return Trouble.ENDED
    if cause.lifetime is not None and message.created_at + cause.lifetime < timezone.now():
        return Trouble.TOO_LATE
    if message.person is not None and not message.person.is_active:
        return Trouble.LEFT
    if not message.recipient:
        return Trouble.NO_ADDRESS
    if is_stopped(message.recipient):
        return Trouble.STOPPED
    if message.urgency == Urgency.ORDINARY and pace_for(kind, message.person, normal(message.address)) == Pace.OFF:
        return Trouble.TURNED_OFF
    return None


def _is_over(message: Message) -> bool:
    """Whether the cause says that it has ended. One that fails to say is taken to go on."""
    cause = cause_of(message.cause)
    try:
        with transaction.atomic():
            return cause is not None and cause.is_over(message)
    except Exception:
        logger.exception("message_cause_failed", cause=message.cause, message=message.pk)
        return False


def close(message: Message, why: Trouble) -> None:
    """Ends a message that waits, for a reason; a person finds it on the site still where its cause goes on."""
    changed: dict[str, object] = {"trouble": why, "lease_until": None}
    if why in (Trouble.NO_ADDRESS, Trouble.STOPPED):
        changed |= {"state": State.FAILED}
    elif why == Trouble.TURNED_OFF and message.person_id:
        changed |= {"state": State.SENT, "channel": Channel.SITE, "sent_at": timezone.now()}
    else:
        changed |= {"state": State.CANCELLED, "ended_at": message.ended_at or timezone.now()}
    if changed["state"] == State.CANCELLED or message.secret:
        changed |= {"context": {}, "sealed": ""}
    Message.objects.filter(pk=message.pk).update(**changed)
