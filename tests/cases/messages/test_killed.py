"""A real process that sends, killed in the middle of it again and again: every mail arrives, none twice."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from cases.messages.choices import State
from cases.messages.models import Message
from cases.messages.services.notify import notify

from .post import news, reader
from .smtp_server import Mailbox, mail_server

ROOT = Path(__file__).resolve().parents[3]
MAILS = 40


def begin(settings: Any, address: str) -> "subprocess.Popen[bytes]":
    own = {
        "TEST_DATABASE": str(connection.settings_dict["NAME"]),
        "TEST_SMTP": address,
        "TEST_JOURNAL": str(settings.MAIL_JOURNAL),
        "DJANGO_SETTINGS_MODULE": "knowledgebase.settings.test",
    }
    command = [sys.executable, "-m", "tests.cases.messages.sender_process"]
    return subprocess.Popen(command, cwd=ROOT, env={**os.environ, **own}, stdout=subprocess.PIPE)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("foundation", "causes")
def test_killed_again_and_again(settings: Any) -> None:
    people = [reader(f"reader{number}") for number in range(MAILS)]
    notify("test.news", people, context=news(), urgent=True)
    chance = random.Random(22)
    mailbox, kills = Mailbox(), 0
    with mail_server(mailbox) as address:
        for _round in range(60):
            before = len(mailbox.mails)
            process = begin(settings, address)
            if kills < 8:
                wanted = before + chance.randrange(1, 5)
                while len(mailbox.mails) < wanted and process.poll() is None:
                    time.sleep(0.0005)
                time.sleep(chance.random() * 0.004)  # somewhere between the answer of the server and the next mail
                process.send_signal(signal.SIGKILL)
                kills += 1
            process.wait(60)
            # Its lease ends, as it would after minutes.
            late = timezone.now() - timedelta(hours=1)
            Message.objects.filter(state=State.SENDING).update(lease_until=late)
            if not Message.objects.filter(state__in=[State.HELD, State.SENDING]).exists():
                break
            Message.objects.filter(state=State.HELD).update(send_at=late)
    arrived = Counter(str(mail["Message-ID"]) for mail in mailbox.mails)
    assert kills == 8 and len(arrived) == MAILS, "none is lost"
    # Killed between the answer of the server and the journal, a mail goes twice, under one Message-ID.
    doubtful = Message.objects.filter(doubts__gt=0).count()
    assert sum(arrived.values()) - MAILS <= doubtful <= kills
    assert set(Message.objects.values_list("state", flat=True)) == {State.SENT}
