"""Mails that programs write: out-of-office notices, lists, and mails of this site that come back."""

import re
from email.message import Message

from django.conf import settings

from cases.messages.models import MailReason
from cases.messages.records.replies import IncomingMail

from .patterns import AUTOMATIC_SUBJECT
from .reading import header

MOST_HOPS = 40
_PROGRAMS = ("X-Autoreply", "X-Autorespond", "X-Autoresponse", "X-Autoreply-From", "X-Mail-Autoreply", "X-Vacation",
             "X-Amazon-Auto-Reply", "X-FC-MachineGenerated")  # fmt: skip
_LISTS = ("List-Id", "List-Post", "Mailing-List")
_PRECEDENCE = re.compile(r"\s*(?:bulk|junk|list|auto[_-]?reply)\b", re.I)


def automatic_reason(mail: IncomingMail) -> MailReason | None:
    """Why a mail is no person's answer; None where nothing says so."""
    message = mail.message
    if message is None:
        return None
    if _is_ours(mail) or len(message.get_all("Received", [])) > MOST_HOPS:
        return MailReason.LOOP
    if says_automatic(message) or AUTOMATIC_SUBJECT.match(mail.subject):
        return MailReason.AUTOMATIC
    return None


def says_automatic(message: Message) -> bool:
    """Whether headers say that no person wrote it."""
    submitted = header(message, "Auto-Submitted").strip().lower()
    if submitted and submitted.partition(";")[0].strip() != "no":
        return True
    if _PRECEDENCE.match(header(message, "Precedence")):
        return True
    if any(message.get(name) is not None for name in (*_PROGRAMS, *_LISTS)):
        return True
    return is_from_nobody(message)


def is_from_nobody(message: Message) -> bool:
    """Whether the sender of the envelope is empty, as that of notices of servers, which nobody is to answer."""
    return message.get("Return-Path") is not None and header(message, "Return-Path").strip() in ("<>", "")


def may_be_answered(message: Message) -> bool:
    """Whether an automatic mail may go back: not to programs, lists, and whoever asks for none."""
    suppressed = header(message, "X-Auto-Response-Suppress").lower()
    return not says_automatic(message) and not any(word in suppressed for word in ("all", "autoreply", "oof"))


def _is_ours(mail: IncomingMail) -> bool:
    """Whether this site wrote it: by the domain in its Message-ID, or by who it is from."""
    domain = settings.MAIL_DOMAIN
    if not domain:
        return False
    made_here = mail.message_id.rstrip("> \t").lower().endswith(f"@{domain}")
    return made_here or any(sender.endswith(f"@{domain}") and "+" in sender for sender in mail.senders)
