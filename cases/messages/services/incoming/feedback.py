"""Tells whoever answered by mail that the answer, or a file of it, was not taken: once, and nobody else."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.messages.models import MailReason, MailState, ReceivedMail
from cases.messages.records.replies import IncomingMail
from cases.written.isolation import isolated

from ..notify import notify
from .automatic import may_be_answered
from .senders import addresses_of

# Reasons that are told. Of all others it is not known that the person wrote the mail, or nobody would read it.
_TOLD = frozenset(
    [
        MailReason.EXPIRED,
        MailReason.NO_TEXT,
        MailReason.TOO_LARGE,
        MailReason.GONE,
        MailReason.NOT_ALLOWED,
        MailReason.CLOSED,
    ]
)
QUIET = timedelta(days=1)  # in which a thread is told of no second one


def tell_sender(kept: ReceivedMail, mail: IncomingMail) -> None:
    """Tells the person of the thread what became of their mail, where it is not what they meant.

    Only to an address that is known as theirs, never to one that a mail says it came from; and never to a program.
    """
    thread, refused = kept.thread, [file for file in kept.files.all() if file.refusal]
    if thread is None or mail.message is None or not may_be_answered(mail.message):
        return
    if not (kept.reason in _TOLD or (kept.state == MailState.PLACED and refused)):
        return
    to = thread.person.email
    if not to or to.lower() not in addresses_of(thread.person):
        return
    now = timezone.now()
    if ReceivedMail.objects.filter(thread=thread, told_at__gt=now - QUIET).exists():
        return
    files = [(file.name, file.refusal) for file in refused]
    notify("answers.not_taken", [thread.person], kept, context=lambda: _said(kept, files))
    ReceivedMail.objects.filter(pk=kept.pk).update(told_at=now)
    kept.told_at = now


def _said(kept: ReceivedMail, refused: list[tuple[str, str]]) -> dict[str, Any]:
    """Words of a notice, in the language in force; and the mail that it answers."""
    subject = _("Not taken: your answer by mail") if kept.reason else _("Your answer by mail: a file was not taken")
    paragraphs: list[str] = []
    if kept.reason:
        said = _("your answer of %(subject)s could not be taken:") % {"subject": isolated(kept.subject or "—")}
        paragraphs += [said, str(MailReason(kept.reason).label), _help(MailReason(kept.reason))]
    else:
        paragraphs.append(_("your answer was taken, but not these files:"))
    if refused:
        paragraphs.append("\n".join(f"{isolated(name)}: {refusal}" for name, refusal in refused))
    paragraphs.append(_("Nothing is lost: the mail is kept, and administrators of the site can read it."))
    written = kept.message_id
    is_plain = written.startswith("<") and written.isascii() and not set(written) & set(" \r\n\t")
    in_reply_to = written if is_plain else ""
    return {"subject": subject, "paragraphs": [text for text in paragraphs if text], "in_reply_to": in_reply_to}


def _help(reason: MailReason) -> str:
    if reason == MailReason.NO_TEXT:
        return _("Please write your answer above the line that says so, and send it again.")
    if reason == MailReason.TOO_LARGE:
        return _("Please send it in smaller parts, or answer on the site.")
    return _("Please answer on the site.") if reason in (MailReason.EXPIRED, MailReason.CLOSED) else ""
