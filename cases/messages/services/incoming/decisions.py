"""Decisions of administrators about mails that could not be placed: their thread, or that they have none."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from cases.messages.models import MailState, ReceivedMail, Thread

from .placing import place
from .reading import read_mail

KEPT = timedelta(days=30)  # of what is no answer, and of what was discarded
OFFERED = 20


def threads_for(mail: ReceivedMail) -> list[Thread]:
    """Threads to which a mail may belong: that of its address, else the latest of whoever has the sender's address."""
    if mail.thread is not None:
        return [mail.thread]
    people = User.objects.filter(email__iexact=mail.sender) if mail.sender else User.objects.none()
    found = Thread.objects.filter(person__in=people).select_related("person", "content_type")
    return list(found.order_by("-written_at")[:OFFERED])


def decide_to_place(key: int, thread_key: int, by: Any) -> bool:
    """Takes a mail as the answer of a thread's person, on what they may do now; False where it still cannot be."""
    with transaction.atomic():
        mail = ReceivedMail.objects.select_for_update().get(pk=key)
        thread = next((each for each in threads_for(mail) if each.pk == thread_key), None)
        if thread is None or mail.state not in (MailState.WAITING, MailState.AUTOMATIC) or mail.is_cut:
            return False
        before, was = mail.thread, (mail.state, mail.reason)
        is_placed = place(mail, read_mail(bytes(mail.raw)), thread)
        if is_placed:
            mail.decided_at, mail.decided_by = timezone.now(), by
        else:
            mail.thread = before
            mail.state = MailState.WAITING if was[0] == MailState.WAITING else mail.state
        mail.save()
    return is_placed


def decide_to_discard(key: int, by: Any) -> None:
    """Puts a mail aside; it is deleted a month later."""
    waiting = ReceivedMail.objects.filter(pk=key, state__in=(MailState.WAITING, MailState.AUTOMATIC))
    waiting.update(state=MailState.DISCARDED, decided_at=timezone.now(), decided_by=by)


def forget_old_mail() -> None:
    """Deletes mails that were no answers, a month after they came or were discarded."""
    before = timezone.now() - KEPT
    no_answers = ReceivedMail.objects.filter(state__in=(MailState.AUTOMATIC, MailState.BOUNCE), received_at__lt=before)
    no_answers.delete()
    ReceivedMail.objects.filter(state=MailState.DISCARDED, decided_at__lt=before).delete()
