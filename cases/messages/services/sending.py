"""Sending what is due: recovered, put together, claimed, handed over, noted; one mail at a time."""

from datetime import timedelta

import structlog
from django.utils import timezone

from cases.messages.choices import Trouble
from cases.messages.models import Message

from .bounces import note_refusal
from .claiming import claim
from .composing import compose
from .delivery import AwayError, Delivery, InDoubtError, LaterError, RefusedError, open_delivery
from .digests import make_digests
from .journal import note_accepted
from .outcomes import fail, in_doubt, mark_sent, try_later
from .recovery import recover

MARGIN = timedelta(seconds=30)  # before the end of a lease, in which nothing is begun any more
logger = structlog.get_logger(__name__)


def send_due(delivery: Delivery | None = None, *, most: int | None = None) -> int:
    """Sends what is due, ``most`` mails at most; returns how many were taken. Raises AwayError where nobody takes any.

    Any number of processes may do so at once.
    """
    recover()
    make_digests()
    carrier, sent = delivery or open_delivery(), 0
    try:
        while (most is None or sent < most) and (message := claim()) is not None:
            sent += _send(message, carrier)
    finally:
        carrier.close()
    return sent


def _send(message: Message, carrier: Delivery) -> bool:
    try:
        mail = compose(message)
    except Exception:
        logger.exception("message_not_rendered", message=message.pk, cause=message.cause)
        try_later(message, Trouble.RENDERING)
        return False
    if message.lease_until is None or timezone.now() > message.lease_until - MARGIN:
        try_later(message, Trouble.LATER)  # this process slept: another may have it by now
        return False
    try:
        carrier.send(mail, message.key)
    except AwayError as error:
        logger.warning("mail_server_away", reason=str(error))
        try_later(message, Trouble.AWAY, str(error), soonest=timedelta(seconds=20))
        raise
    except LaterError as error:
        try_later(message, Trouble.LATER, str(error))
    except InDoubtError:
        logger.warning("message_in_doubt", message=message.pk)
        in_doubt(message)
    except RefusedError as error:
        logger.warning("message_refused", message=message.pk, reason=str(error))
        fail(message, Trouble.REFUSED, str(error))
        if error.bad_address:
            note_refusal(message)
    else:
        note_accepted(message.key)
        mark_sent([message.key])
        return True
    return False
