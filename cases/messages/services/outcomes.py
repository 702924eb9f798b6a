"""Outcomes of attempts, written down: sent, to be tried again, failed."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from cases.messages.choices import State, Trouble
from cases.messages.models import Message

SOONEST, LATEST = timedelta(minutes=1), timedelta(hours=6)
GIVE_UP = timedelta(days=3)  # after its time
MOST_DOUBTS = 2


def mark_sent(keys: list[str]) -> None:
    """Notes that mails were taken, and forgets what was secret in them. One that came back already stays so."""
    now = timezone.now()
    for start in range(0, len(keys), 500):
        some = keys[start : start + 500]
        rows = Message.objects.filter(key__in=some).exclude(state__in=[State.SENT, State.BOUNCED])
        with transaction.atomic():
            found = list(rows.select_related("person"))
            for message in found:
                _write(message, state=State.SENT, sent_at=now, sent_to=message.recipient, trouble="", error="")


def try_later(message: Message, why: Trouble, error: str = "", *, soonest: timedelta = SOONEST) -> None:
    """Puts a mail back in line, later each time; ends it where its cause has ended, or it has waited for days."""
    now = timezone.now()
    pause = min(soonest * 2 ** min(message.attempts - 1, 12), LATEST)
    if now - message.due_at > GIVE_UP:
        fail(message, why, error)
        return
    with transaction.atomic():
        row = Message.objects.select_for_update(of=("self",)).get(pk=message.pk)
        if row.state != State.SENDING or row.attempts != message.attempts:
            return  # it was given to another, or came back
        put_back(row, now + pause, why, error)


def put_back(row: Message, when: datetime, why: Trouble, error: str = "") -> None:
    """Lets a mail wait again, with what it holds; called under a lock on its row."""
    if row.ended_at is not None:
        _write(row, state=State.CANCELLED, trouble=Trouble.ENDED, context={}, sealed="")
        return
    Message.objects.filter(pk=row.pk).update(
        state=State.HELD, send_at=when, lease_until=None, trouble=why, error=error, doubts=row.doubts
    )
    if row.is_digest:
        items = Message.objects.filter(within=row, state=State.SENDING)
        ended = Q(ended_at__isnull=False)
        items.filter(ended).update(state=State.CANCELLED, context={}, sealed="", within=None)
        items.exclude(ended).update(state=State.HELD)


def in_doubt(message: Message) -> None:
    """Puts a mail back of which nobody knows whether it was taken; after a second time it has failed.

    It goes under the same Message-ID, by which mailboxes tell that they have it.
    """
    message.doubts += 1
    Message.objects.filter(pk=message.pk).update(doubts=message.doubts)
    if message.doubts >= MOST_DOUBTS:
        fail(message, Trouble.IN_DOUBT)
    else:
        try_later(message, Trouble.IN_DOUBT)


def fail(message: Message, why: Trouble, error: str = "") -> None:
    """Gives a mail up, with what it holds."""
    with transaction.atomic():
        row = Message.objects.select_for_update(of=("self",)).get(pk=message.pk)
        if row.state in (State.SENDING, State.HELD):
            _write(row, state=State.FAILED, trouble=why, error=error)


def _write(message: Message, **values: Any) -> None:
    """Writes the end of a mail, and of whatever it holds that was on its way."""
    own: dict[str, Any] = {**values, "lease_until": None}
    if message.secret:
        own |= {"context": {}, "sealed": ""}
    Message.objects.filter(pk=message.pk).update(**own)
    if message.is_digest:
        values.pop("context", None)
        values.pop("sealed", None)
        Message.objects.filter(within=message, state__in=[State.SENDING, State.HELD]).update(**values)
