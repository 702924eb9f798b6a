"""Ways on from a mail: answers by mail, links that act, and hearing no more of its like."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from wagtail.models import Comment

from cases.messages.causes import cause_of
from cases.messages.causes.comments import COMMENTS
from cases.messages.models import Message

from .action_links.quiet_comments import quiet_link
from .action_links.registry import links_of
from .incoming.comments import COMMENT
from .incoming.threads import answer_hint, marker, reply_address


@dataclass(frozen=True, slots=True)
class Answering:
    """Ways on from a mail.

    ``address`` answers it as a whole; of several comments each has one in ``addresses``, by key. ``quiet_url``: page
    of a link by which there are no more mails about this text. ``links``: links that act, by the name that the template
    of the cause has for them.
    """

    address: str = ""
    addresses: Mapping[int, str] = field(default_factory=dict)
    quiet_url: str = ""
    links: Mapping[str, str] = field(default_factory=dict)


def answering(message: Message, *, is_alone: bool) -> Answering:
    """Ways on from a message in a mail; ``is_alone``: nothing else stands in it."""
    if message.about is None:
        return Answering()
    if message.kind != COMMENTS.code:
        return _of_cause(message, is_alone=is_alone)
    if message.person is None:
        return Answering()
    quiet_url = quiet_link(message.person, message.about)
    if not settings.MAIL_DOMAIN:
        return Answering(quiet_url=quiet_url)
    found = Comment.objects.filter(pk__in=message.context.get("keys", []))
    addresses = {comment.pk: reply_address(message.person, COMMENT, comment) for comment in found}
    if is_alone and len(addresses) == 1:
        return Answering(address=next(iter(addresses.values())), quiet_url=quiet_url)
    return Answering(addresses=addresses, quiet_url=quiet_url)


def _of_cause(message: Message, *, is_alone: bool) -> Answering:
    cause, person, about = cause_of(message.cause), message.person, message.about
    if cause is None:
        return Answering()
    make = links_of(cause.code) or cause.links
    links = make(person, about) if make else {}
    is_answered = person is not None and cause.reply_kind and is_alone
    address = reply_address(person, cause.reply_kind, about) if is_answered else ""
    return Answering(address=address, links=links)


def said_to_answer(values: Mapping[str, Any], ways: Answering) -> dict[str, Any]:
    """Values of the words of a message, with the ways on from it."""
    comments = [{**each, "answer_at": ways.addresses.get(each.get("key"), "")} for each in values.get("comments", [])]
    return {**values, **({"comments": comments} if comments else {}), "quiet_url": ways.quiet_url, **ways.links}


def lines_above(ways: Answering, language: str) -> list[str]:
    """Lines at the top of a mail that can be answered: the answer stands above the first, and the second says so."""
    return [marker(language), answer_hint(language)] if ways.address else []
