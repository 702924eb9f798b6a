"""Answers by mail, and mails as they were read."""

from dataclasses import dataclass, field
from datetime import datetime
from email.message import Message
from enum import StrEnum


class QuoteStyle(StrEnum):
    """Ways of quoting what is answered."""

    NONE = "none"
    BELOW = "below"  # the answer stands above what it quotes
    ABOVE = "above"  # the answer stands below
    BETWEEN = "between"  # answers stand between quoted passages


@dataclass(frozen=True, slots=True)
class CutReply:
    """Answer without what it quotes. ``text`` is "" where nothing but a quotation was found."""

    text: str
    style: QuoteStyle


@dataclass(frozen=True, slots=True)
class Attachment:
    """File that came with a mail. ``content`` is None, and ``refusal`` says why, where it was not accepted."""

    name: str
    size: int
    content: bytes | None = None
    refusal: str = ""


@dataclass(slots=True)
class IncomingMail:
    """Mail as it was read. ``message`` is None where it could not be read at all."""

    raw: bytes
    message: Message | None
    message_id: str = ""
    senders: list[str] = field(default_factory=list)  # addresses of From, in small letters
    recipients: list[str] = field(default_factory=list)
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """Answer by mail, as the room is given it whose thread it belongs to."""

    text: str
    style: QuoteStyle
    received_at: datetime
    files: list[str]  # names of those that were accepted
