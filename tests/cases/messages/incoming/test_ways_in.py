"""Mail comes in by a pipe, with the statuses that mail servers go by, and from a mailbox, each once."""

import io
import os
import subprocess
import sys
from datetime import timedelta
from email.policy import SMTP
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.utils import timezone

from cases.messages.management.commands import receive_mail
from cases.messages.models import MailboxVisit, MailReason, MailState, ReceivedMail
from cases.messages.services.incoming import mailbox
from home.services.task_queue.chores import CHORES

from .conversations import Talk, talk, written
from .imap_server import Box, serving

__all__ = ["talk"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]


def piped(raw: bytes, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    """Status with which the command ends."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    try:
        call_command("receive_mail", *arguments, stdout=io.StringIO(), stderr=io.StringIO())
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def test_a_mail_from_a_pipe(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    hidden = written(talk, To="list@example.org").as_bytes(policy=SMTP)
    assert piped(hidden, monkeypatch, "--recipient", talk.address) == os.EX_OK
    assert talk.replies() == [("author", "In 2019.")]
    assert piped(hidden, monkeypatch, "--recipient", talk.address) == os.EX_OK and len(talk.replies()) == 1
    assert piped(b"\xff\xfe no mail", monkeypatch) == os.EX_OK, "nobody gets a notice of the server for what is kept"
    assert piped(b" \n", monkeypatch) == os.EX_DATAERR


def test_what_cannot_be_taken_now_stays_with_the_mail_server(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*args: Any) -> None:
        raise OSError("the database is away")

    monkeypatch.setattr(receive_mail, "take_mail", away)
    assert piped(b"From: a@b.c\r\n\r\nx", monkeypatch) == os.EX_TEMPFAIL
    monkeypatch.undo()
    monkeypatch.setattr("cases.messages.services.incoming.placing.MOST_OF_STRANGERS", 0)
    assert piped(b"From: a@b.c\r\n\r\nx", monkeypatch) == os.EX_TEMPFAIL


def test_a_room_that_fails_loses_nothing(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    from cases.messages.services.incoming import comments

    raw = written(talk).as_bytes(policy=SMTP)
    with monkeypatch.context() as patch:
        patch.setattr(comments.page_commented, "send", lambda *args, **kwargs: 1 / 0)
        assert piped(raw, patch) == os.EX_TEMPFAIL
    assert talk.replies() == [] and not ReceivedMail.objects.exists(), "half of it is nothing of it"
    assert piped(raw, monkeypatch) == os.EX_OK and len(talk.replies()) == 1


def test_the_command_says_what_is_missing(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert piped(b"", monkeypatch, "--mailbox") == os.EX_CONFIG
    settings.INBOUND_MAIL_URL = "pop://user:secret@host"
    with pytest.raises(ImproperlyConfigured) as raised:
        mailbox.mailbox_address()
    assert "secret" not in str(raised.value)


def test_a_mailbox_is_emptied_once(talk: Talk, settings: Any) -> None:
    mails = {number: written(talk, f"Number {number}").as_bytes(policy=SMTP) for number in (1, 2)}
    box = Box({**mails, 7: b"From: a@b.c\r\n\r\n" + b"x" * 11_000_000})
    with serving(box) as settings.INBOUND_MAIL_URL:
        assert mailbox.visit_mailbox() == 3 and box.seen == {1, 2, 7}
        assert mailbox.visit_mailbox() == 0
        box.seen.clear()
        assert mailbox.visit_mailbox() == 3, "as where it was cut off before they were marked"
    assert [text for _name, text in talk.replies()] == ["Number 1", "Number 2"] and ReceivedMail.objects.count() == 3
    large = ReceivedMail.objects.get(thread=None)
    assert large.state == MailState.WAITING and large.reason == MailReason.NO_ADDRESS and large.is_cut
    assert not any("BODY[]" in word for word in box.words), "nothing is marked by reading it"


def test_a_wrong_password_is_an_error_of_the_command_alone(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(Box({}, password="another")) as settings.INBOUND_MAIL_URL:
        with pytest.raises(Exception, match=r"LOGIN|login|OK"):
            mailbox.visit_mailbox()
        mailbox._visit_and_close()  # as the thread of the chore does, which must not end the process


def test_one_process_goes_at_a_time_and_not_too_soon(settings: Any) -> None:
    settings.INBOUND_MAIL_SECONDS = 60
    assert mailbox._claim_visit() and not mailbox._claim_visit()
    MailboxVisit.objects.update(visited_at=timezone.now() - timedelta(seconds=61))
    assert mailbox._claim_visit() and not mailbox._claim_visit()
    assert mailbox.keep_mailbox in CHORES


@pytest.mark.slow
def test_the_pipe_of_a_process_of_its_own(tmp_path: Path) -> None:
    root = Path(__file__).parents[4]
    environment = {**os.environ, "DATA_DIR": str(tmp_path), "MAIL_DOMAIN": "mail.example"}
    environment.pop("DATABASE_URL", None)
    command = [sys.executable, "manage.py", "receive_mail"]
    run = subprocess.run(
        command, cwd=root, env=environment, input=b"From: a@b.c\r\n\r\nx", capture_output=True, check=False
    )
    assert run.returncode == os.EX_TEMPFAIL, "no table is there yet: the mail server keeps the mail"
