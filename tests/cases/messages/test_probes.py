"""Probes count the mails that wait, failed and came back; a chore of every process sends them."""

import json
import time
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from cases.messages.choices import State
from cases.messages.models import Message
from cases.messages.services import sender
from cases.messages.services.notify import notify
from home.services.task_queue.chores import CHORES
from knowledgebase.readiness import forget_readiness

from .post import news, reader

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation", "causes")]
TOKEN = {"authorization": "Bearer token"}


def test_late_mail_degrades_and_failed_mail_is_counted(settings: Any) -> None:
    settings.METRICS_TOKEN = "token"
    notify("test.news", [reader("mina"), reader("sam"), reader("rim")], context=news(), urgent=True)
    notify("test.news", [reader("later")], context=news())
    first, second, _third = Message.objects.order_by("pk")[:3]
    late = timezone.now() - timedelta(hours=1)
    Message.objects.filter(pk=first.pk).update(due_at=late)
    Message.objects.filter(pk=second.pk).update(state=State.FAILED)
    forget_readiness()
    said = json.loads(Client().get("/readyz").content)["checks"]["mail"]
    forget_readiness()
    assert said["status"] == "degraded" and 3600 <= said["oldest_seconds"] < 3700
    assert (said["waiting"], said["later"], said["failed"]) == (2, 1, 1)
    text = Client().get("/metrics", headers=TOKEN).content.decode()
    assert "messages_waiting 2.0" in text and "messages_failed 1.0" in text


def test_every_process_that_works_sends() -> None:
    assert sender.keep_sending in CHORES


@pytest.mark.django_db(transaction=True)
def test_what_is_urgent_leaves_as_soon_as_it_is_committed(mailoutbox: Any) -> None:
    sender.enable()
    notify("test.news", [reader("mina")], context=news(), urgent=True)
    notify("test.news", [reader("sam")], context=news())
    for _attempt in range(200):
        if sender._thread is not None and not sender._thread.is_alive():
            break
        time.sleep(0.05)
    assert [mail.to for mail in mailoutbox] == [["mina@example.org"]]
    sender.keep_sending()
    assert sender._thread is not None and not sender._thread.is_alive(), "nothing is due"
