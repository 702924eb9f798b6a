"""Messages: how many a second are said, put together and sent to a server on this machine, and the memory it takes."""

import asyncio
import logging
import os
import resource
import threading
import time
from typing import Any

import django


class Counting:
    """Handler of a server that takes everything and counts."""

    def __init__(self) -> None:
        self.count = 0

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.count += 1
        return "250 taken"


def main() -> None:
    """Says BENCH_MESSAGES (10000) messages to as many people, sends them, and prints rates and memory."""
    django.setup()
    from aiosmtpd.smtp import SMTP
    from django.conf import settings
    from django.contrib.auth.models import User
    from django.db import transaction

    from cases.messages.models import Message
    from cases.messages.services.notify import notify
    from cases.messages.services.sending import send_due

    logging.getLogger("mail.log").setLevel(logging.WARNING)  # the server's, a line for each command
    count, handler, loop = int(os.environ.get("BENCH_MESSAGES", "10000")), Counting(), asyncio.new_event_loop()
    server = loop.run_until_complete(loop.create_server(lambda: SMTP(handler), "127.0.0.1", 0))
    threading.Thread(target=loop.run_forever, daemon=True).start()
    settings.MAIL_DELIVERY = "cases.messages.services.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = server.sockets[0].getsockname()[:2]

    names = [f"bench-{number}" for number in range(count)]
    User.objects.bulk_create(User(username=name, email=f"{name}@example.org", password="!") for name in names)
    people = list(User.objects.filter(username__startswith="bench-"))
    values = {"subject": "Bench", "paragraphs": ["A paragraph of a mail."] * 4}
    before, started = _memory(), time.perf_counter()
    with transaction.atomic():
        notify("city.decided", people, context={"city": "Bench", "role": "x", **values}, urgent=True)
    said = time.perf_counter() - started
    started = time.perf_counter()
    sent = send_due()
    seconds = time.perf_counter() - started
    assert sent == handler.count == count, (sent, handler.count)
    assert not Message.objects.exclude(state="sent").exists()
    print(f"{count} messages: said at {count / said:.0f} a second, sent at {count / seconds:.0f} a second")
    print(f"  {_memory() - before:.0f} MB more memory at most, the server's own among it")


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
