"""Counts of messages: what waits, what failed."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Min, Q
from django.utils import timezone

from cases.messages.choices import Channel, State
from cases.messages.models import MailAddress, Message

LATELY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class MailState:
    """State of mails: due and unsent, age of the oldest, for later, what failed or came back lately."""

    waiting: int
    oldest_seconds: float
    later: int
    failed: int
    bounced: int
    stopped: int  # addresses to which nothing is sent


def mail_state() -> MailState:
    """State of mails now. Two queries."""
    now = timezone.now()
    unsent = Q(state__in=[State.HELD, State.SENDING], channel=Channel.MAIL, within=None)
    due = unsent & Q(due_at__lte=now)
    found = Message.objects.aggregate(
        waiting=Count("pk", filter=due),
        oldest=Min("due_at", filter=due),
        later=Count("pk", filter=unsent & Q(due_at__gt=now)),
        failed=Count("pk", filter=Q(state=State.FAILED, created_at__gt=now - LATELY)),
        bounced=Count("pk", filter=Q(state=State.BOUNCED, bounced_at__gt=now - LATELY)),
    )
    oldest = (now - found["oldest"]).total_seconds() if found["oldest"] else 0.0
    stopped = MailAddress.objects.exclude(stopped_at=None).count()
    return MailState(found["waiting"], oldest, found["later"], found["failed"], found["bounced"], stopped)
