"""Takes a mail in: keeps it, finds its thread, and hands an answer to the room whose thread it is, once."""

from datetime import timedelta
from hashlib import sha256

import structlog
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from cases.messages.models import MailReason, MailState, ReceivedFile, ReceivedMail, Thread
from cases.messages.records.replies import Attachment, CutReply, IncomingMail, Reply
from cases.messages.signals import bounce_read, reply_received
from cases.people.selectors.reading import reading_language

from .attachments import attachments_of
from .automatic import automatic_reason
from .bounces import read_bounce
from .cutting import cut_reply
from .feedback import tell_sender
from .reading import MOST_BYTES, TooLongError, body_text, read_mail
from .registry import ReplyRefusedError, reply_kind
from .senders import is_from, is_proven
from .threads import VALID_FOR, thread_at

MOST_AN_HOUR = 20  # mails that a person writes to one thread
MOST_OF_STRANGERS = 500  # mails a day that went to no thread and wait for a person
KEPT_OF_STRANGERS = 256 * 1024  # bytes of the original of such a mail
MOST_TEXT = 20_000  # letters of an answer
logger = structlog.get_logger(__name__)


class FullError(Exception):
    """Error where so many mails of strangers wait that no more are kept: whoever brings one is to try later."""


def take_mail(raw: bytes, envelope_recipient: str = "") -> ReceivedMail:
    """The mail as it is kept, whatever became of it. One that comes twice is taken once. Raises FullError."""
    digest = sha256(raw).hexdigest()
    with transaction.atomic():
        known = ReceivedMail.objects.defer("raw").filter(digest=digest).first()
        if known is not None:
            return known
        mail = read_mail(raw[:MOST_BYTES], envelope_recipient)
        thread, has_address = thread_at(mail.recipients)
        bounce = read_bounce(mail)
        if thread is None and not (bounce and bounce.key):
            _refuse_floods()
        kept = _kept(mail, len(raw), digest, thread)
        if bounce:
            kept.state = MailState.BOUNCE
            if bounce.key:
                bounce_read.send(ReceivedMail, key=bounce.key, addresses=bounce.addresses, permanent=bounce.permanent)
        elif (reason := _reason(mail, len(raw), thread, has_address, kept)) is None:
            assert thread is not None
            place(kept, mail, thread)
        else:
            is_automatic = reason in (MailReason.AUTOMATIC, MailReason.LOOP)
            kept.state, kept.reason = (MailState.AUTOMATIC if is_automatic else MailState.WAITING), reason
        kept.save()
        logger.info("mail_received", state=str(kept.state), reason=str(kept.reason), kind=thread.kind if thread else "")
        if kept.state in (MailState.WAITING, MailState.PLACED) and thread is not None:
            tell_sender(kept, mail)
    return kept


def place(kept: ReceivedMail, mail: IncomingMail, thread: Thread) -> bool:
    """Hands a mail to the room of a thread; False, and the reason is noted, where there is no answer in it to take."""
    kind = reply_kind(thread.kind)
    with override(reading_language(thread.person)):
        try:
            cut = _cut(mail, thread)
            files = attachments_of(mail.message) if mail.message is not None else []
            _keep_files(kept, files)
            accepted = [file.name for file in files if file.content is not None]
            if not cut.text and not accepted:
                raise ReplyRefusedError(MailReason.NO_TEXT)
            if kind is None:
                raise ReplyRefusedError(MailReason.GONE)
            kept.text = cut.text
            reply = Reply(cut.text, cut.style, kept.received_at, accepted)
            with transaction.atomic():
                kind.take(thread, reply)
                reply_received.send(ReceivedMail, thread=thread, reply=reply)
        except ReplyRefusedError as refused:
            kept.state, kept.reason = MailState.WAITING, refused.reason
            return False
    kept.state, kept.reason, kept.thread = MailState.PLACED, MailReason.NONE, thread
    return True


def _kept(mail: IncomingMail, size: int, digest: str, thread: Thread | None) -> ReceivedMail:
    raw = mail.raw if thread is not None else mail.raw[:KEPT_OF_STRANGERS]
    return ReceivedMail.objects.create(
        digest=digest,
        message_id=mail.message_id,
        sender=(mail.senders or [""])[0],
        subject=mail.subject,
        recipient=", ".join(_without_secrets(mail.recipients))[:100],
        raw=raw,
        size=size,
        is_cut=len(raw) < size,
        thread=thread,
        received_at=timezone.now(),
    )


def _without_secrets(recipients: list[str]) -> list[str]:
    """Recipients as a list may show them: whoever reads the list is not to write in another's name."""
    parts = (address.partition("+")[::2] for address in recipients)
    return [f"{word}+…@{rest.partition('@')[2]}" if rest else word for word, rest in parts]


def _reason(
    mail: IncomingMail, size: int, thread: Thread | None, has_address: bool, kept: ReceivedMail
) -> MailReason | None:
    """Why a mail is not taken as an answer by itself; None where nothing speaks against it."""
    if mail.message is None:
        return MailReason.BROKEN
    if automatic := automatic_reason(mail):
        return automatic
    if thread is None:
        return MailReason.UNKNOWN_ADDRESS if has_address else MailReason.NO_ADDRESS
    if not mail.senders:
        return MailReason.NO_SENDER
    checks = (
        (not thread.person.is_active, MailReason.CLOSED_ACCOUNT),
        (not is_from(thread.person, mail.senders), MailReason.OTHER_SENDER),
        (not is_proven(mail.message, mail.senders[0]), MailReason.NOT_PROVEN),
        (size > MOST_BYTES, MailReason.TOO_LARGE),
        (timezone.now() - thread.written_at > VALID_FOR, MailReason.EXPIRED),
        (_is_known(kept), MailReason.LOOP),
        (_is_too_often(thread), MailReason.TOO_OFTEN),
    )
    return next((reason for is_so, reason in checks if is_so), None)


def _is_known(kept: ReceivedMail) -> bool:
    """Whether the same mail was taken before, by another way, such as a copy to a second mailbox."""
    if not kept.message_id:
        return False
    same = ReceivedMail.objects.filter(message_id=kept.message_id, thread=kept.thread, state=MailState.PLACED)
    return same.exclude(pk=kept.pk).exists()


def _is_too_often(thread: Thread) -> bool:
    since = timezone.now() - timedelta(hours=1)
    return ReceivedMail.objects.filter(thread=thread, received_at__gt=since).count() > MOST_AN_HOUR


def _refuse_floods() -> None:
    since = timezone.now() - timedelta(days=1)
    strangers = ReceivedMail.objects.filter(thread=None, received_at__gt=since).exclude(state=MailState.PLACED)
    if strangers.count() >= MOST_OF_STRANGERS:
        raise FullError


def _cut(mail: IncomingMail, thread: Thread) -> CutReply:
    assert mail.message is not None
    try:
        cut = cut_reply(body_text(mail.message, reading_language(thread.person)))
    except TooLongError:
        raise ReplyRefusedError(MailReason.TOO_LARGE) from None
    except RecursionError:
        raise ReplyRefusedError(MailReason.BROKEN) from None
    if len(cut.text) > MOST_TEXT:
        raise ReplyRefusedError(MailReason.TOO_LARGE)
    return cut


def _keep_files(kept: ReceivedMail, files: list[Attachment]) -> None:
    kept.files.all().delete()
    ReceivedFile.objects.bulk_create(
        ReceivedFile(mail=kept, name=file.name, size=file.size, content=file.content, refusal=file.refusal)
        for file in files
    )
