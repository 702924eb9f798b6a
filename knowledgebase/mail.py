"""Mail leaves when what it tells of is committed, and a server that is away undoes nothing."""

import os
from collections.abc import Sequence
from typing import Any

import structlog
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

logger = structlog.get_logger(__name__)


class MailAfterCommit(BaseEmailBackend):
    """Backend that hands mails to that of ``MAIL_DELIVERY``: at once, or at the end of a running transaction.

    In a transaction a failure is logged, since what was done is done; elsewhere it is raised (``sendtestemail``).
    """

    def __init__(self, fail_silently: bool = False, **options: Any) -> None:
        super().__init__(fail_silently=fail_silently)
        self.options = options
        self.waiting: list[EmailMessage] = []

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Takes the mails; those of one connection leave together."""
        if not transaction.get_connection().in_atomic_block:
            return self._deliver(list(email_messages))
        if not self.waiting:
            transaction.on_commit(self._deliver_waiting, robust=True)
        self.waiting += email_messages
        return len(email_messages)

    def _deliver_waiting(self) -> None:
        mails, self.waiting = self.waiting, []
        try:
            self._deliver(mails)
        except Exception as error:  # a sentence of the server may name accounts
            logger.warning("mail_not_sent", mails=len(mails), reason=type(error).__name__)

    def _deliver(self, mails: list[EmailMessage]) -> int:
        if settings.MAIL_DELIVERY.startswith("django.core.mail.backends.filebased."):
            os.makedirs(settings.EMAIL_FILE_PATH, mode=0o700, exist_ok=True)  # new passwords are asked for by mail
        connection = get_connection(settings.MAIL_DELIVERY, fail_silently=self.fail_silently, **self.options)
        return connection.send_messages(mails) or 0
