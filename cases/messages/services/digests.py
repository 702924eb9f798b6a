"""Mails that hold several messages: one a person a day."""

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import override

from cases.messages.choices import Pace, State
from cases.messages.models import Message
from cases.messages.models.message import DIGEST
from cases.messages.selectors.paces import due_at
from cases.people.selectors.reading import choice_of, reading_language
from cases.selectors.reader_choice import written_for

from .notify import held
from .rendering import subject_of


def make_digests() -> int:
    """Makes the mail of the day for everybody for whom something is due; returns how many."""
    whose = _due().order_by().values_list("person", "address").distinct()
    return sum(_make(person, address) for person, address in list(whose))


def _due() -> QuerySet[Message]:
    return held().filter(pace__in=[Pace.DAILY, Pace.WEEKLY], send_at__lte=timezone.now()).exclude(cause=DIGEST)


def _make(person: int | None, address: str) -> bool:
    """Puts what is due for one person into a mail, unless there was one today or one is still on its way."""
    today = timezone.localdate()
    own: dict[str, Any] = {"person": person, "address": address}
    mails = Message.objects.filter(cause=DIGEST, **own)
    if mails.filter(state__in=[State.HELD, State.SENDING]).exists():
        return False
    if mails.filter(day=today).exists():  # what became due after it waits for the next
        tomorrow = due_at(Pace.DAILY, "")
        _due().filter(**own).update(due_at=tomorrow, send_at=tomorrow)
        return False
    try:
        with transaction.atomic(durable=True):
            items = list(
                _due().filter(**own).select_for_update(skip_locked=True, of=("self",)).select_related("person")
            )
            if not items:
                return False
            language = reading_language(items[0].person) if items[0].person else items[0].language
            with override(language), written_for(choice_of(items[0].person)):
                subject = subject_of(items)
            now = timezone.now()
            mail = Message.objects.create(
                cause=DIGEST,
                person_id=person,
                address=address,
                language=language,
                subject=subject,
                day=today,
                pace=Pace.DAILY,
                created_at=now,
                due_at=now,
                send_at=now,
            )
            Message.objects.filter(pk__in=[item.pk for item in items]).update(within=mail)
    except IntegrityError:  # another process was first
        return False
    return True
