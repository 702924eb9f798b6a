"""Forgetting messages of long ago."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from cases.messages.choices import State
from cases.messages.models import Message

KEPT = timedelta(days=400)
UNFINISHED = [State.HELD, State.SENDING]


def prune() -> None:
    """Deletes messages that ended long ago, read or not. A chore of once a day."""
    Message.objects.filter(~Q(state__in=UNFINISHED), created_at__lt=timezone.now() - KEPT).delete()
