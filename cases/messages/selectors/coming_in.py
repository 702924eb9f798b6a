"""Counts of mail that came in: what waits for a person, and whether the mailbox is read."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Min
from django.utils import timezone

from cases.messages.models import MailboxVisit, MailState, ReceivedMail

SLOWEST = 900.0  # seconds without a visit that went well after which a mailbox counts as unread, at least


@dataclass(frozen=True, slots=True)
class IncomingState:
    """State of mail that came in: how many wait for a decision, seconds that the oldest has.

    ``unread_seconds``: since the mailbox was last read, or since it was first looked at in vain; None where none is
    set, or nobody has looked yet.
    """

    waiting: int
    oldest_seconds: float
    unread_seconds: float | None

    @property
    def is_mailbox_unread(self) -> bool:
        """Whether the mailbox should have been read by now."""
        patience = max(SLOWEST, 3.0 * settings.INBOUND_MAIL_SECONDS)
        return self.unread_seconds is not None and self.unread_seconds > patience


def incoming_state() -> IncomingState:
    """State of mail that came in, now. Two queries at most."""
    now = timezone.now()
    waiting = ReceivedMail.objects.filter(state=MailState.WAITING)
    found = waiting.aggregate(count=Count("pk"), oldest=Min("received_at"))
    oldest = (now - found["oldest"]).total_seconds() if found["oldest"] else 0.0
    visit = MailboxVisit.objects.filter(pk=1).first() if settings.INBOUND_MAIL_URL else None
    unread = (now - (visit.read_at or visit.begun_at)).total_seconds() if visit else None
    return IncomingState(found["count"], oldest, unread)
