"""Recovery after a process died: of mails that were taken, and of mails that were not."""

from datetime import timedelta

import structlog
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from cases.messages.choices import State, Trouble
from cases.messages.models import Message

from .claiming import node_name
from .journal import settle
from .outcomes import MOST_DOUBTS, fail, mark_sent, put_back

ELSEWHERE = timedelta(minutes=15)  # after its lease, a mail of another node, whose journal cannot be read here
logger = structlog.get_logger(__name__)


def recover() -> int:
    """Marks what the journal of this node knows, then puts in line again what was claimed and not ended.

    Returns how many were put in line. Called before anything is claimed.
    """
    settle(mark_sent)
    now = timezone.now()
    here = Q(node=node_name(), lease_until__lt=now)
    elsewhere = Q(lease_until__lt=now - ELSEWHERE)
    given_back = 0
    for pk in list(
        Message.objects.filter(here | elsewhere, state=State.SENDING, within=None).values_list("pk", flat=True)
    ):
        given_back += _give_back(pk)
    return given_back


def _give_back(pk: int) -> bool:
    with transaction.atomic(durable=True):
        rows = Message.objects.select_for_update(skip_locked=True, of=("self",))
        row = rows.filter(pk=pk, state=State.SENDING, lease_until__lt=timezone.now()).first()
        if row is None:
            return False
        row.doubts += 1
        logger.warning("message_given_back", message=row.pk, cause=row.cause, doubts=row.doubts)
        if row.doubts < MOST_DOUBTS:
            put_back(row, timezone.now(), Trouble.IN_DOUBT)
            return True
        Message.objects.filter(pk=pk).update(doubts=row.doubts)
    fail(row, Trouble.IN_DOUBT)
    return False
