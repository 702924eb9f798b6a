"""A message as a mail: headers, sender, text and HTML."""

from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives

from cases.messages.causes import cause_of
from cases.messages.models import Message

from .rendering import Rendered, rendered

SMTP = "cases.messages.services.smtp."


def compose(message: Message) -> EmailMessage:
    """Mail of a message, with the same Message-ID however often it is tried. Raises what ``rendered`` raises."""
    words = rendered(message, for_reader=True)
    mail = EmailMultiAlternatives(
        subject=words.subject,
        body=words.text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[message.recipient],
        headers=_headers(message, words),
        reply_to=[words.reply_to] if words.reply_to else None,
    )
    mail.attach_alternative(words.html, "text/html")
    if settings.MAIL_DOMAIN:
        # Where a mail comes back says which it was. Only a session of SMTP has a sender beside the one that is read.
        sender = f"bounce+{message.key}@{settings.MAIL_DOMAIN}"
        if settings.MAIL_DELIVERY.startswith(SMTP):
            mail.extra_headers["From"], mail.from_email = settings.DEFAULT_FROM_EMAIL, sender
        else:
            mail.envelope_sender = sender  # type: ignore[attr-defined]  # read by anymail
    return mail


def message_id(key: str) -> str:
    """Message-ID of the mail with this key."""
    domain = settings.MAIL_DOMAIN or parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{key}@{domain}>"


def _headers(message: Message, words: Rendered) -> dict[str, str]:
    headers = {
        "Message-ID": message_id(message.key),
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "OOF, AutoReply",
        "Content-Language": message.language,
    }
    cause = cause_of(message.cause)
    if cause is not None:
        headers |= cause.headers(message)
    if words.stop_url:
        headers["List-Unsubscribe"] = f"<{words.stop_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers
