"""Cause of a message, and the registry of all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from cases.messages.models import Message

from .kinds import KINDS, Kind

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise


def no_headers(message: Message) -> Mapping[str, str]:
    """No headers, for causes whose mails have those of every mail."""
    return {}


def never_over(message: Message) -> bool:
    """Whether the cause has ended, for causes that do not end by themselves."""
    return False


def is_gone(message: Message) -> bool:
    """Whether what a message was about is there no more."""
    return message.about is None


@dataclass(frozen=True, kw_only=True)
class Cause:
    """Cause of messages: the words of each, and when there is no more reason for it.

    ``subject`` may name values of the context, such as %(title)s, and no person, since subjects are kept as they are.
    ``template``: the body, in paragraphs of HTML, from which the plain text is made. ``action``: words of the button
    that leads to the address of the message. ``is_over`` is asked before every attempt, beside ``cancel``.
    ``sample``: values by which an administrator sees the template. ``secret``: its words are kept sealed, and only
    until they are sent. ``lifetime``: after that it says nothing useful any more. ``headers``: of its mails, beside and
    instead of those that every mail has. ``reply_kind``: kind of the thread in which its mail is answered by mail.
    ``links``: values of the template that are addresses of action links, made of the person (None: whoever reads a
    mailbox) and the thing as a mail is written and shown to nobody else.
    """

    code: str
    kind: Kind
    subject: "Words"
    reason: "Words"
    template: str
    action: "Words" = ""
    urgent: bool = False
    secret: bool = False
    lifetime: timedelta | None = None
    is_over: Callable[[Message], bool] = never_over
    headers: Callable[[Message], Mapping[str, str]] = no_headers
    sample: Callable[[], Mapping[str, Any]] = field(default=dict)
    reply_kind: str = ""
    links: Callable[[Any, Any], Mapping[str, str]] | None = None


CAUSES: dict[str, Cause] = {}


def register(cause: Cause) -> None:
    """Makes a cause known, with its kind. Raises ValueError for a code that another has."""
    if cause.code in CAUSES and CAUSES[cause.code] is not cause:
        raise ValueError(f"There is a cause {cause.code} already")
    KINDS.setdefault(cause.kind.code, cause.kind)
    CAUSES[cause.code] = cause


def cause_of(code: str) -> Cause | None:
    """Cause of that code; None for one that is no more."""
    return CAUSES.get(code)
