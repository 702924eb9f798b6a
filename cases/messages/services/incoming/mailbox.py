"""The mailbox that answers are fetched from, by IMAP: each mail is read, taken, and then marked as seen."""

import re
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import unquote, urlsplit

import structlog
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connections
from django.utils import timezone
from imap_tools import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted, MailMessageFlags

from cases.messages.models import MailboxVisit

from .placing import FullError, take_mail
from .reading import MOST_BYTES

MOST_AT_ONCE = 100  # mails of one visit; the next comes soon
_KINDS: dict[str, tuple[int, Callable[..., BaseMailBox]]] = {
    "imaps": (993, MailBox),
    "imap+tls": (143, MailBoxStartTls),
    "imap": (143, MailBoxUnencrypted),
}
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")
logger = structlog.get_logger(__name__)
_thread: threading.Thread | None = None


@dataclass(frozen=True, slots=True)
class MailboxAddress:
    """Address of a mailbox, as ``INBOUND_MAIL_URL`` names it."""

    kind: Callable[..., BaseMailBox]
    host: str
    port: int
    user: str
    password: str
    folder: str


def mailbox_address() -> MailboxAddress | None:
    """The mailbox of the settings; None where none is set. No error says the address, which has a password in it."""
    if not settings.INBOUND_MAIL_URL:
        return None
    try:
        parts = urlsplit(settings.INBOUND_MAIL_URL)
        port, kind = _KINDS[parts.scheme]
        host, port = parts.hostname or "", parts.port or port
    except (KeyError, ValueError):
        host = ""
    if not host:
        raise ImproperlyConfigured(
            "INBOUND_MAIL_URL is no address of a mailbox: write imaps://USER:PASSWORD@HOST:993/INBOX (or imap+tls://); "
            "in user and password write @ as %40, / as %2F, : as %3A, # as %23, ? as %3F and % as %25."
        )
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return MailboxAddress(kind, host, port, user, password, unquote(parts.path.strip("/")) or "INBOX")


def keep_mailbox() -> None:
    """The chore: a thread visits the mailbox where it is time. Returns at once."""
    global _thread
    if settings.INBOUND_MAIL_URL and (_thread is None or not _thread.is_alive()) and _claim_visit():
        _thread = threading.Thread(target=_visit_and_close, name="mailbox", daemon=True)
        _thread.start()


def visit_mailbox() -> int:
    """Takes what is unseen; returns how many mails. One that cannot be taken now stays unseen for the next visit."""
    address = mailbox_address()
    if address is None:
        return 0
    box = address.kind(address.host, address.port, timeout=settings.INBOUND_MAIL_TIMEOUT)
    with box.login(address.user, address.password, initial_folder=address.folder):
        taken = 0
        for uid in box.uids("UNSEEN")[:MOST_AT_ONCE]:
            try:
                take_mail(_fetched(box, uid))
            except FullError:
                continue
            except Exception:  # one mail keeps none of the others waiting
                logger.exception("mail_not_taken")
                continue
            box.flag(uid, MailMessageFlags.SEEN, True)
            taken += 1
    now = timezone.now()
    MailboxVisit.objects.update_or_create(
        pk=1, defaults={"read_at": now}, create_defaults={"visited_at": now, "read_at": now}
    )
    return taken


def _fetched(box: BaseMailBox, uid: str) -> bytes:
    """Bytes of a mail, unmarked; of one that is larger than what is read only as much as says whose it is."""
    size = _SIZE.search(b" ".join(_parts(box, uid, "(RFC822.SIZE)")))
    most = MOST_BYTES + 1 if size is None or int(size[1]) > MOST_BYTES else 0
    parts = _parts(box, uid, f"(BODY.PEEK[]<0.{most}>)" if most else "(BODY.PEEK[])")
    return max(parts, key=len, default=b"")


def _parts(box: BaseMailBox, uid: str, what: str) -> list[bytes]:
    status, data = box.client.uid("fetch", uid, what)
    if status != "OK":
        raise OSError(f"the mailbox answered {status}")
    flat = [piece for item in data for piece in (item if isinstance(item, tuple) else (item,))]
    return [piece for piece in flat if isinstance(piece, bytes)]


def _claim_visit() -> bool:
    """Whether this process goes: the first, of all machines, to ask when the time has come."""
    now = timezone.now()
    due = now - timedelta(seconds=settings.INBOUND_MAIL_SECONDS)
    if MailboxVisit.objects.filter(pk=1, visited_at__lte=due).update(visited_at=now):
        return True
    _row, is_new = MailboxVisit.objects.get_or_create(pk=1, defaults={"visited_at": now})
    return is_new


def _visit_and_close() -> None:
    try:
        visit_mailbox()
    except Exception as error:  # a server's sentence may name the account
        logger.warning("mailbox_not_visited", reason=type(error).__name__)
    finally:
        connections.close_all()
