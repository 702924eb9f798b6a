"""Django's way to a mail server, which also knows whether a failed mail may have been taken."""

import smtplib
from typing import Any

from django.core.mail.backends.smtp import EmailBackend as DjangoBackend


class _Session:
    """Session with a server. ``in_doubt``: a mail was handed over, and the server has not answered for it."""

    in_doubt = False

    def data(self, msg: Any) -> tuple[int, bytes]:
        self.in_doubt = True
        answer: tuple[int, bytes] = super().data(msg)  # type: ignore[misc]  # of smtplib
        self.in_doubt = False
        return answer


class _Plain(_Session, smtplib.SMTP):
    """Session that begins without TLS."""


class _Secure(_Session, smtplib.SMTP_SSL):
    """Session within TLS."""


class EmailBackend(DjangoBackend):
    """Backend whose sessions remember how far a mail came."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return _Secure if self.use_ssl else _Plain

    @property
    def in_doubt(self) -> bool:
        """Whether the last mail was handed over without an answer."""
        return bool(getattr(self.connection, "in_doubt", False))
