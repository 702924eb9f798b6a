"""The one way by which the site says something to somebody: a row for each, kept until its time."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Model, Q, QuerySet
from django.utils import timezone
from django.utils.translation import override

from cases.messages.causes import CAUSES, Cause
from cases.messages.choices import Channel, Pace, State, Trouble, Urgency
from cases.messages.models import Message
from cases.messages.selectors.addresses import is_stopped, normal
from cases.messages.selectors.paces import due_at, pace_for
from cases.messages.selectors.references import reference_to
from cases.people.selectors.reading import choice_of, reading_language
from cases.selectors.reader_choice import written_for

from .contexts import restored, stored
from .sealing import seal
from .waking import wake

Context = Mapping[str, Any] | Callable[[], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Addressee:
    """Receiver of a message: an address without an account, or a person at an address that is not theirs yet."""

    address: str
    language: str = ""
    person: User | None = None


def notify(
    cause: str,
    people: Iterable[User | Addressee | str],
    about: Model | None = None,
    *,
    context: Context,
    thread: str = "",
    urgent: bool = False,
    url: str | Callable[[], str] = "",
    by: User | None = None,
) -> list[Message]:
    """Says something to each of these people, once, in their language; those it was said to.

    ``context`` gives the words their values: where it is a function it is called in the language of each reader.
    ``url``: address of the button; a function is called likewise, since addresses name a language. ``by``: who did what
    it tells of, and so is not told. Part of the running transaction: what is undone is not told.
    """
    known = CAUSES[cause]
    made = [
        _message(known, addressee, about, context, thread, urgent or known.urgent, url)
        for addressee in _each_once(people, by)
    ]
    Message.objects.bulk_create(made)
    if any(message.state == State.HELD and message.pace == Pace.AT_ONCE for message in made):
        transaction.on_commit(wake, robust=True)
    return made


@transaction.atomic
def cancel(cause: str, about: Model, people: Iterable[User] | None = None) -> int:
    """Takes back what was said about a thing and is not sent yet, since its cause has ended; returns how many.

    What is being sent at this moment goes, and is not tried again.
    """
    found = about_thing(Message.objects.filter(cause=cause), about)
    if people is not None:
        found = found.filter(person__in=list(people))
    ended: dict[str, Any] = {"ended_at": timezone.now(), "trouble": Trouble.ENDED}
    found.filter(state=State.SENDING).update(**ended)
    return found.filter(state=State.HELD).update(state=State.CANCELLED, context={}, sealed="", **ended)


def about_thing(messages: QuerySet[Message], about: Model) -> QuerySet[Message]:
    """Messages about a thing among these."""
    return messages.filter(**reference_to(about))


def _each_once(people: Iterable[User | Addressee | str], by: User | None) -> list[Addressee]:
    found: dict[tuple[Any, str], Addressee] = {}
    for each in people:
        if isinstance(each, str):
            each = Addressee(normal(each))
        elif isinstance(each, User):
            each = Addressee("", person=each)
        person = each.person
        if person is not None and (not person.is_active or person == by):
            continue
        if person is not None or each.address:
            found.setdefault((person.pk if person else None, normal(each.address)), each)
    return list(found.values())


def _message(
    cause: Cause,
    to: Addressee,
    about: Model | None,
    context: Context,
    thread: str,
    urgent: bool,
    url: str | Callable[[], str],
) -> Message:
    language = to.language or (reading_language(to.person) if to.person else settings.LANGUAGE_CODE)
    with override(language), written_for(choice_of(to.person)):
        values = stored(context() if callable(context) else context)
        url = url() if callable(url) else url
        words = restored(values, language)
        subject, reason = str(cause.subject) % words, str(cause.reason)
    address = to.address.strip()
    pace = Pace.AT_ONCE if urgent else pace_for(cause.kind, to.person, normal(address))
    now = timezone.now()
    message = Message(
        cause=cause.code,
        kind=cause.kind.code,
        person=to.person,
        address=address,
        language=language,
        pace=pace,
        urgency=Urgency.URGENT if urgent else Urgency.ORDINARY,
        subject=" ".join(subject.split())[:255],
        reason=reason,
        secret=cause.secret,
        **(reference_to(about) if about is not None else {}),
        url="" if cause.secret else url,
        thread=thread,
        created_at=now,
    )
    if cause.secret:
        message.sealed = seal({**values, "url": values.get("url") or url})
    else:
        message.context = values
    message.due_at = message.send_at = due_at(pace, language, now)
    why = _why_no_mail(message, pace)
    if why is not None:
        _keep_from_mail(message, why)
    return message


def _why_no_mail(message: Message, pace: Pace) -> Trouble | None:
    if pace == Pace.OFF:
        return Trouble.TURNED_OFF
    if not message.recipient:
        return Trouble.NO_ADDRESS
    return Trouble.STOPPED if is_stopped(message.recipient) else None


def _keep_from_mail(message: Message, why: Trouble) -> None:
    """Leaves it on the site, where a person finds it; what nobody would find there has failed."""
    message.trouble, message.sealed = why, ""
    if message.person is not None and not message.secret:
        message.channel, message.state, message.sent_at = Channel.SITE, State.SENT, message.created_at
    else:
        message.state = State.CANCELLED if why == Trouble.TURNED_OFF else State.FAILED


def held() -> QuerySet[Message]:
    """Mails that wait, and are not held in another."""
    return Message.objects.filter(Q(state=State.HELD) & Q(channel=Channel.MAIL) & Q(within=None))
