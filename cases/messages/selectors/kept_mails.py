"""Mails that stay in a folder where no server is set, as a newcomer reads them to follow a journey."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

from django.conf import settings

MOST = 200  # the newest files
SEPARATOR = b"\n" + b"-" * 79 + b"\n"  # between mails that Django itself wrote into one file


@dataclass(frozen=True, slots=True)
class KeptMail:
    """Mail in the folder. ``name``: of its file, and which of the mails in it."""

    name: str
    at: datetime
    to: str
    subject: str
    text: str
    html: str


def may_see_kept_mails(user: Any) -> bool:
    """Whether a user may read them: only who runs the server, since codes of everybody are among them, and only on a
    site without TLS and without a server of mail, which is nobody's but their own."""
    is_folder = settings.MAIL_DELIVERY.startswith("django.core.mail.backends.filebased.")
    return bool(user.is_active and user.is_superuser) and is_folder and not settings.HTTPS


def kept_mails() -> list[KeptMail]:
    """The newest mails, the last first."""
    return [mail for path in _files()[:MOST] for mail in _mails_of(path)]


def kept_mail(name: str) -> KeptMail | None:
    """Mail of that name; None where there is none."""
    return next(
        (
            mail
            for path in _files()
            if name.startswith(f"{path.name}~")
            for mail in _mails_of(path)
            if mail.name == name
        ),
        None,
    )


def _files() -> list[Path]:
    folder = Path(settings.EMAIL_FILE_PATH)
    if not folder.is_dir():
        return []
    found = [(path.stat().st_mtime, path) for path in folder.iterdir() if path.suffix in (".eml", ".log")]
    return [path for _time, path in sorted(found, reverse=True)]


def _mails_of(path: Path) -> Iterator[KeptMail]:
    at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    parts = path.read_bytes().split(SEPARATOR) if path.suffix == ".log" else [path.read_bytes()]
    written = [part for part in parts if part.strip()]
    for number, content in reversed(list(enumerate(written))):
        try:
            mail: Any = message_from_bytes(content, policy=default)
            yield KeptMail(
                f"{path.name}~{number}",
                at,
                str(mail["To"] or ""),
                str(mail["Subject"] or ""),
                _part(mail, "plain"),
                _part(mail, "html"),
            )
        except (MessageError, LookupError, ValueError):  # a file that is no mail
            continue


def _part(mail: EmailMessage, kind: str) -> str:
    body = mail.get_body((kind,))
    return str(body.get_content()) if body is not None else ""
