"""Words of a message in the language of its reader: subject, HTML, and the plain text made from it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language_bidi, ngettext, override
from django.utils.translation import gettext as _

from cases.messages.causes import Cause, cause_of, kind_of
from cases.messages.models import Message
from cases.people.selectors.reading import choice_of, display_name
from cases.selectors.localized_format import number
from cases.selectors.reader_choice import AS_USUAL, written_for

from .action_links.links import links_of_mail
from .answering import Answering, answering, lines_above, said_to_answer
from .contexts import restored, stored
from .plain_text import plain_text
from .sealing import unseal
from .stop_links import stop_token

FRAME = "messaging/mail/frame.html"
NONE = Answering()


class UnknownCauseError(Exception):
    """Error where nothing on the site knows the cause of a message."""


@dataclass(frozen=True, slots=True)
class Part:
    """Part of a mail: what one message says. ``heading``: where there are several."""

    heading: str
    body: SafeString
    url: str
    action: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """Words of a mail. ``stop_url``: address at which mails of these kinds are turned off; "" where none can be.

    ``reply_to``: address at which it is answered; "" for none.
    """

    subject: str
    html: str
    text: str
    stop_url: str
    reply_to: str = ""


def rendered(message: Message, *, for_reader: bool = False) -> Rendered:
    """Words of a message, or of all that a mail holds. Raises UnknownCauseError, UnsealableError.

    ``for_reader``: with the secret addresses by which its reader acts and answers, which are nobody else's to see.
    """
    items = list(message.items.order_by("pk")) if message.is_digest else [message]
    with override(message.language), written_for(choice_of(message.person)):
        subject = message.subject if len(items) == 1 and not message.is_digest else subject_of(items)
        ways = [_ways_on(item, is_alone=len(items) == 1) if for_reader else NONE for item in items]
        parts = [_part(item, one, with_heading=len(items) > 1) for item, one in zip(items, ways, strict=True)]
        return _frame(message, subject, parts, items, ways[0] if len(ways) == 1 else NONE)


def _ways_on(message: Message, *, is_alone: bool) -> Answering:
    with links_of_mail(message.key):
        return answering(message, is_alone=is_alone)


def subject_of(items: list[Message]) -> str:
    """Subject of a mail that holds these, in the language in force."""
    if len(items) == 1:
        return items[0].subject
    said = ngettext("%(count)s message for you", "%(count)s messages for you", len(items))
    return said % {"count": number(len(items))}


def body_of(message: Message) -> SafeString:
    """Paragraphs of a message, as the site shows them, in the language in which it was written."""
    with override(message.language), written_for(choice_of(message.person)):
        return _part(message, NONE, with_heading=False).body


def sample(cause: Cause, language: str) -> Rendered:
    """Words of a cause with the values of its sample, as whoever translates them sees it."""
    with override(language), written_for(AS_USUAL):
        values = stored(cause.sample())
        words = restored(values, language)
        message = Message(cause=cause.code, kind=cause.kind.code, language=language, context=values)
        message.subject, message.reason = str(cause.subject) % words, str(cause.reason)
        message.url = f"{settings.WAGTAILADMIN_BASE_URL}/"
        return _frame(message, message.subject, [_part(message, NONE, with_heading=False)], [message], NONE)


def _part(message: Message, ways: Answering, *, with_heading: bool) -> Part:
    cause = cause_of(message.cause)
    if cause is None:
        raise UnknownCauseError(message.cause)
    values = restored(unseal(message.sealed) if message.sealed else message.context, message.language)
    url = message.url or values.get("url", "")
    body = render_to_string(cause.template, {**said_to_answer(values, ways), "url": url})
    return Part(message.subject if with_heading else "", body, url, str(cause.action))


def _frame(message: Message, subject: str, parts: list[Part], items: Iterable[Message], ways: Answering) -> Rendered:
    stop_url = _stop_url(message, items)
    context: Mapping[str, Any] = {
        "subject": subject,
        "parts": parts,
        "above": lines_above(ways, message.language),
        "name": display_name(message.person, message.language),
        "reasons": list(dict.fromkeys(item.reason for item in items if item.reason)),
        "settings_url": absolute(reverse("messages:settings")) if message.person_id else "",
        "stop_url": stop_url,
        "language": message.language,
        "direction": "rtl" if get_language_bidi() else "ltr",
        "site": _("Cities in practice"),
        "site_url": absolute("/" + message.language + "/"),
    }
    html = render_to_string(FRAME, dict(context))
    return Rendered(" ".join(subject.split()), html, plain_text(html), stop_url, ways.address)


def _stop_url(message: Message, items: Iterable[Message]) -> str:
    kinds = sorted({item.kind for item in items if (kind := kind_of(item.kind)) and not kind.mandatory})
    if not kinds or not (message.person_id or message.address):
        return ""
    return absolute(reverse("messages:stop", args=[stop_token(message.person_id, message.address, kinds)]))


def absolute(path: str) -> str:
    """Address of a path of this site, as a mail has it."""
    return f"{settings.WAGTAILADMIN_BASE_URL}{path}"
