"""A real mail server of the tests."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.policy import default
from typing import Any
from urllib.parse import urlsplit

from aiosmtpd.controller import Controller


class Mailbox:
    """Handler that keeps every mail. ``answer``: what to say to the next instead, such as "451 busy"."""

    def __init__(self) -> None:
        self.mails: list[Any] = []
        self.senders: list[str] = []
        self.answer: str | None = None
        self.to_recipient: str | None = None
        self.on_data: Callable[[], None] | None = None

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if self.to_recipient:
            said, self.to_recipient = self.to_recipient, None
            return said
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.answer:
            said, self.answer = self.answer, None
            return said
        self.mails.append(message_from_bytes(envelope.content, policy=default))
        self.senders.append(envelope.mail_from)
        if self.on_data:
            self.on_data()
        return "250 taken"


@contextmanager
def mail_server(mailbox: Mailbox) -> Iterator[str]:
    """A server on a free port; its address as EMAIL_URL has it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(mailbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield f"smtp://127.0.0.1:{port}"
    finally:
        controller.stop()


def use(settings: Any, address: str) -> None:
    """Has the settings send there."""
    parts = urlsplit(address)
    settings.MAIL_DELIVERY = "cases.messages.services.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = parts.hostname, parts.port, 5
