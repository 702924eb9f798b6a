"""Mails that say that one of ours was not delivered: whose it was, and whether for good."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message

from django.conf import settings
from flufl.bounce import all_failures

from cases.messages.records.replies import IncomingMail

from .automatic import is_from_nobody
from .reading import content_of, header, own_parts
from .threads import bounce_key

_MESSAGE_ID = re.compile(r"^Message-ID:\s*<([0-9a-f]{32})@([^>\s]+)>", re.I | re.M)
MOST_LETTERS = 200_000


@dataclass(frozen=True, slots=True)
class Bounce:
    """Bounce. ``key`` is that of the mail that came back, "" where it does not say."""

    key: str
    addresses: list[str]
    permanent: bool


def read_bounce(mail: IncomingMail) -> Bounce | None:
    """The bounce that a mail is; None where it is something else, such as an out-of-office notice."""
    message = mail.message
    if message is None:
        return None
    key = bounce_key(mail.recipients)
    is_report = _is_report(message)
    if not (key or is_report or is_from_nobody(message)):
        return None
    if header(message, "Auto-Submitted").lower().startswith("auto-replied") and not is_report:
        return None
    try:
        temporary, permanent = all_failures(message)
    except Exception:  # its detectors fail on hostile bytes in many ways
        temporary, permanent = frozenset(), frozenset()
    if not (is_report or temporary or permanent):
        return None
    found = permanent or temporary
    addresses = sorted({address.decode("ascii", "replace").lower()[:254] for address in found if b"@" in address})
    return Bounce(key or _original_key(message), addresses, permanent=bool(permanent))


def _is_report(message: Message) -> bool:
    kind = str(message.get_param("report-type", "")).lower()
    return message.get_content_type() == "multipart/report" and kind in ("delivery-status", "")


def _original_key(message: Message) -> str:
    """Key of the mail that a notice carries along, whole or its headers alone."""
    for text in _originals(message):
        match = _MESSAGE_ID.search(text[:MOST_LETTERS])
        if match and settings.MAIL_DOMAIN and match[2].lower() == settings.MAIL_DOMAIN:
            return match[1].lower()
    return ""


def _originals(message: Message) -> Iterator[str]:
    for part in own_parts(message):
        if part.get_content_type() == "message/rfc822":
            content = part.get_payload()
            for inner in content if isinstance(content, list) else []:
                if isinstance(inner, Message):
                    yield f"Message-ID: {header(inner, 'Message-ID')}"
        elif part.get_content_type() in ("text/rfc822-headers", "text/rfc822"):
            yield (content_of(part) or b"").decode("utf-8", "replace")
