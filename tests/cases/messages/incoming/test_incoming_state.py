"""Probes count mail that waits for a decision, and say when the mailbox is not read any more."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from imap_tools import MailboxLoginError

from cases.messages.models import MailboxVisit, ReceivedMail
from cases.messages.services.incoming import mailbox
from cases.messages.services.incoming.placing import take_mail
from knowledgebase.readiness import forget_readiness

from .imap_server import Box, serving

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]
TOKEN = {"authorization": "Bearer token"}


def said() -> dict[str, Any]:
    forget_readiness()
    found: dict[str, Any] = json.loads(Client().get("/readyz").content)["checks"]["incoming_mail"]
    forget_readiness()
    return found


def test_what_waits_is_counted_and_is_no_fault_of_the_site(settings: Any) -> None:
    settings.METRICS_TOKEN = "token"
    assert said() == {"status": "ok", "waiting": 0, "oldest_seconds": 0}
    take_mail(b"From: a@b.example\r\nTo: c@d.example\r\n\r\nHello")
    ReceivedMail.objects.update(received_at=timezone.now() - timedelta(hours=2))
    state = said()
    assert state["status"] == "ok" and state["waiting"] == 1 and 7200 <= state["oldest_seconds"] < 7300
    text = Client().get("/metrics", headers=TOKEN).content.decode()
    assert "incoming_mail_waiting 1.0" in text and "mailbox_unread" not in text


def test_a_mailbox_that_is_not_read_degrades(settings: Any) -> None:
    settings.METRICS_TOKEN, settings.INBOUND_MAIL_SECONDS = "token", 60
    with serving(Box({})) as settings.INBOUND_MAIL_URL:
        assert "mailbox_unread_seconds" not in said(), "nobody has looked yet"
        assert mailbox._claim_visit() and mailbox.visit_mailbox() == 0
        assert said()["status"] == "ok"
        MailboxVisit.objects.update(read_at=timezone.now() - timedelta(minutes=20))
        assert said()["status"] == "degraded"
        assert "incoming_mail_mailbox_unread_seconds 1200" in Client().get("/metrics", headers=TOKEN).content.decode()
        mailbox.visit_mailbox()
        assert said()["status"] == "ok" and MailboxVisit.objects.count() == 1


def test_one_that_never_could_be_read_degrades_as_well(settings: Any) -> None:
    with serving(Box({}, password="another")) as settings.INBOUND_MAIL_URL:
        assert mailbox._claim_visit()
        with pytest.raises(MailboxLoginError):
            mailbox.visit_mailbox()
        assert said()["status"] == "ok"
        MailboxVisit.objects.update(begun_at=timezone.now() - timedelta(minutes=20))
        assert said()["status"] == "degraded"
