"""Handing mails to whoever carries them: a server, a provider, or a folder where there is neither."""

import os
import smtplib
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

FOLDER = "django.core.mail.backends.filebased."


class AwayError(Exception):
    """Error where nobody takes mails at the moment: other mails would fare no better."""


class LaterError(Exception):
    """Error where the server did not take this mail now, and may later."""


class RefusedError(Exception):
    """Error where the server takes this mail neither now nor later. ``bad_address``: since nobody has the address."""

    def __init__(self, said: str, *, bad_address: bool = False) -> None:
        super().__init__(said)
        self.bad_address = bad_address


class InDoubtError(Exception):
    """Error after a mail was handed over and before the server answered: it may have been taken."""


class Delivery(Protocol):
    """Carrier of mails. ``send`` returns when a mail was taken, and raises one of the errors above otherwise."""

    def send(self, mail: EmailMessage, key: str) -> None: ...

    def close(self) -> None: ...


def open_delivery() -> Delivery:
    """Carrier that the settings name."""
    return Folder() if settings.MAIL_DELIVERY.startswith(FOLDER) else Backend()


class Folder:
    """Folder in which each mail is a file of its own: writing it twice leaves one."""

    def send(self, mail: EmailMessage, key: str) -> None:
        """Writes the mail."""
        folder = Path(settings.EMAIL_FILE_PATH)
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            aside = folder / f".{key}.{os.getpid()}"
            aside.touch(mode=0o600)
            aside.write_bytes(mail.message().as_bytes())
            aside.replace(folder / f"{key}.eml")
        except OSError as error:
            raise AwayError(type(error).__name__) from error

    def close(self) -> None:
        """Does nothing."""


class Backend:
    """Backend of Django or anymail, whose connection is kept from mail to mail."""

    def __init__(self) -> None:
        self._backend: Any = get_connection(settings.MAIL_DELIVERY)
        self._is_open = False

    def send(self, mail: EmailMessage, key: str) -> None:
        """Hands the mail over, on the connection of the last one where it holds."""
        fresh = not self._is_open
        try:
            self._open()
            if self._backend.send_messages([mail]) != 1:
                raise RefusedError("nobody to send it to")
        except smtplib.SMTPServerDisconnected as error:
            in_doubt = getattr(self._backend, "in_doubt", False)
            self.close()
            if in_doubt:
                raise InDoubtError from error
            if fresh:
                raise AwayError(type(error).__name__) from error
            self.send(mail, key)  # the server had closed a connection that was idle, or had carried enough
        except (smtplib.SMTPException, OSError) as error:
            raise self._meaning(error) from error

    def close(self) -> None:
        """Ends the connection."""
        self._is_open = False
        try:
            self._backend.close()
        except (smtplib.SMTPException, OSError):
            self._backend.connection = None

    def _open(self) -> None:
        if not self._is_open:
            try:
                self._backend.open()
            except (smtplib.SMTPException, OSError) as error:
                self.close()
                raise AwayError(_said(error)) from error
            self._is_open = True

    def _meaning(self, error: Exception) -> Exception:
        """Error of ours for one of smtplib's. The session is begun anew, since a half-done one may be in it."""
        in_doubt = getattr(self._backend, "in_doubt", False) and not isinstance(error, smtplib.SMTPResponseException)
        self.close()
        if in_doubt:
            return InDoubtError(_said(error))
        code = _code(error)
        if isinstance(error, smtplib.SMTPRecipientsRefused) and code in (550, 551, 553):
            return RefusedError(_said(error), bad_address=not _is_policy(error))
        if 500 <= code < 600 and not isinstance(error, smtplib.SMTPSenderRefused):
            return RefusedError(_said(error))
        if code == 421 or not code:
            return AwayError(_said(error))
        return LaterError(_said(error))


def _answers(error: Exception) -> list[tuple[int, bytes]]:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return list(error.recipients.values())
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        return [(error.smtp_code, said if isinstance(said, bytes) else str(said).encode())]
    return []


def _code(error: Exception) -> int:
    return next((code for code, _said in _answers(error)), 0)


def _is_policy(error: Exception) -> bool:
    """Whether the server refuses the sender or the content (5.7.x), not the address."""
    return any(said.lstrip().startswith(b"5.7.") for _code, said in _answers(error))


def _said(error: Exception) -> str:
    """Answer of a server, cut; of any other error its kind alone, since its words may name accounts."""
    answers = [f"{code} {said.decode('utf-8', 'replace')}" for code, said in _answers(error)]
    return (answers[0] if answers else type(error).__name__)[:200]
