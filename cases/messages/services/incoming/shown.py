"""Text of a mail that waits, as administrators read it: all of it, also what it quotes."""

from cases.messages.models import ReceivedMail
from cases.people.selectors.reading import reading_language

from .reading import TooLongError, body_text, read_mail


def shown_text(kept: ReceivedMail) -> str:
    """The whole text of a mail; "" where none can be read in it."""
    mail = read_mail(bytes(kept.raw))
    language = reading_language(kept.thread.person) if kept.thread else ""
    try:
        return body_text(mail.message, language).strip() if mail.message is not None else ""
    except (TooLongError, RecursionError):
        return ""
