"""Reads a mail out of bytes, whatever they are: senders, recipients, subject and text, in right or wrong charsets."""

import email
import re
from collections.abc import Iterator
from copy import copy
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses
from typing import Any

from cases.messages.records.replies import IncomingMail

from .flowed import unflowed
from .markup import text_of_html

MOST_BYTES = 10 * 1024 * 1024
MOST_TEXT = 300_000  # letters of a text, or of HTML, that are read
MOST_PARTS = 200
MOST_ADDRESSES = 100
_RECIPIENTS = (
    "Delivered-To",
    "X-Original-To",
    "Envelope-To",
    "X-Envelope-To",
    "X-Forwarded-To",
    "To",
    "Cc",
    "Resent-To",
    "Resent-Cc",
)
_ADDRESS = re.compile(r"[^\s<>@,;:\"()\[\]]+@[^\s<>@,;:\"()\[\]]+\Z")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# Charsets of eight bits, tried where none is named or the named one is wrong, by language of who was written to.
_GUESSES = {"fa": "cp1256", "ar": "cp1256"}


class TooLongError(Exception):
    """Error where the text of a mail is longer than what is read."""


def read_mail(raw: bytes, envelope_recipient: str = "") -> IncomingMail:
    """The mail in the bytes; never fails. ``envelope_recipient`` goes before what headers say."""
    try:
        message = email.message_from_bytes(raw)
        found = IncomingMail(raw, message)
        found.message_id = header(message, "Message-ID").strip()[:250]
        found.subject = " ".join(header(message, "Subject").split())[:250]
        found.senders = addresses(message, "From")
        found.recipients = [*_clean([envelope_recipient]), *addresses(message, *_RECIPIENTS)]
    except Exception:  # the parser fails on hostile bytes in every way there is
        return IncomingMail(raw, None, recipients=_clean([envelope_recipient]))
    return found


def header(message: Message, name: str) -> str:
    """Text of a header, decoded as far as can be, without control characters; "" where it is missing."""
    value = message.get(name)
    return "" if value is None else decoded(value)


def headers(message: Message, name: str) -> list[str]:
    """Texts of all headers of a name, the topmost first."""
    return [decoded(value) for value in message.get_all(name, [])]


def addresses(message: Message, *names: str) -> list[str]:
    """Addresses that headers name, in small letters, each once, in order."""
    values = [str(value)[:20_000] for name in names for value in message.get_all(name, [])]
    return _clean([address for _name, address in getaddresses(values[:MOST_ADDRESSES])])


def _clean(found: list[str]) -> list[str]:
    valid = (address.strip().lower() for address in found)
    return list(dict.fromkeys(address for address in valid if len(address) <= 254 and _ADDRESS.match(address)))


def decoded(value: Any) -> str:
    """Header in words. Raw bytes of eight bits, which no header should have, are read as UTF-8 where they are that."""
    try:
        parts = [
            content if isinstance(content, str) else _text(content, charset or "", "")
            for content, charset in decode_header(value)
        ]
    except Exception:  # the words of a header may be encoded in every wrong way
        parts = [str(value)]
    return without_control("".join(parts))


def without_control(text: str) -> str:
    """Text without characters that no database keeps or that no reader sees."""
    return _CONTROL.sub("", text).encode("utf-8", "replace").decode()


def body_text(message: Message, language: str = "") -> str:
    """Text of a mail: its plain part where that says something, else its HTML in plain text. Raises TooLongError.

    ``language`` is that of who was written to, for charsets that nothing names.
    """
    html: list[str] = []
    plain: list[str] = []
    for part in own_parts(message):
        if part.get_content_maintype() != "text" or is_attached(part):
            continue
        kind = part.get_content_subtype()
        if kind in ("plain", "html"):
            (html if kind == "html" else plain).append(_part_text(part, language))
    text = "\n".join(plain)
    if not text.strip():
        text = "\n".join(map(text_of_html, html))
    return without_control(text)


def own_parts(message: Message) -> Iterator[Message]:
    """Parts of a mail, not those of mails that it carries along."""
    waiting, count = [message], 0
    while waiting and count < MOST_PARTS:
        part, count = waiting.pop(0), count + 1
        content = part.get_payload() if part.is_multipart() else None
        if part.get_content_maintype() == "multipart" and isinstance(content, list):
            waiting[:0] = [each for each in content if isinstance(each, Message)]
        else:
            yield part


def is_attached(part: Message) -> bool:
    """Whether a part is a file rather than something to be read in the mail."""
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _part_text(part: Message, language: str) -> str:
    content = content_of(part)
    if content is None:
        return ""
    text = _text(content[: 4 * MOST_TEXT], str(part.get_content_charset() or ""), language)
    if len(text) > MOST_TEXT or len(content) > 4 * MOST_TEXT:
        raise TooLongError
    if str(part.get_param("format", "")).lower() == "flowed":
        text = unflowed(text, delete_space=str(part.get_param("delsp", "")).lower() == "yes")
    return text


def content_of(part: Message) -> bytes | None:
    """Bytes of a part, decoded as far as can be; None of a part that has parts itself."""
    try:
        content = part.get_payload(decode=True)
    except Exception:  # a charset or an encoding with a name that is none
        bare = copy(part)
        del bare["Content-Type"]
        content = bare.get_payload(decode=True)
    return content if isinstance(content, bytes) else None


def _text(content: bytes, charset: str, language: str) -> str:
    """Bytes as text: as UTF-8 where they are that, which text in another charset hardly ever is; else as they say."""
    name = charset.strip("'\" ").lower()
    if not name.startswith(("utf-16", "utf-32", "utf-7", "iso-2022", "hz")):
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError:
            pass
    is_vague = name in ("", "us-ascii", "ascii", "unknown-8bit", "utf-8", "utf8")
    if not is_vague:
        try:
            return content.decode({"iso-8859-1": "cp1252", "iso-8859-9": "cp1254"}.get(name, name), "replace")
        except (LookupError, ValueError):  # ValueError: a name with a NUL in it, or a codec that makes no text
            pass
    if is_vague and name in ("utf-8", "utf8"):
        return content.decode("utf-8", "replace")
    return content.decode(_GUESSES.get(language, "cp1254"), "replace")
