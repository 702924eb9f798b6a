"""Mails as a real server takes them: every cause in three languages, headers, sender; and a server that says no."""

import socket
from collections.abc import Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.conf import settings as site
from django.contrib.auth.models import User
from django.utils.translation import override

from cases.messages.causes import CAUSES
from cases.messages.choices import State, Trouble
from cases.messages.models import MailAddress, Message
from cases.messages.services.delivery import AwayError
from cases.messages.services.notify import Addressee, notify
from cases.messages.services.plain_text import plain_text
from cases.messages.services.rendering import sample
from cases.messages.services.sending import send_due

from .post import news, reader
from .smtp_server import Mailbox, mail_server, use

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]
LANGUAGES = [code for code, _name in site.LANGUAGES]
GREETINGS = {"fa": "سلام", "en": "Hello", "ar": "مرحب"}


@pytest.fixture
def mailbox(settings: Any) -> Iterator[Mailbox]:
    box = Mailbox()
    with mail_server(box) as address:
        use(settings, address)
        settings.DEFAULT_FROM_EMAIL = "تجربه‌ها <cities@practice.example>"
        settings.WAGTAILADMIN_BASE_URL = "https://practice.example"
        yield box


def body(mail: Any, kind: str) -> str:
    part = mail.get_body((kind,))
    assert part is not None
    return str(part.get_content())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_cause_arrives_in_the_language_of_its_reader(language: str, mailbox: Mailbox) -> None:
    mina = reader("mina", language)
    User.objects.filter(pk=mina.pk).update(first_name="مینا <b>", last_name="Sample")
    mina.refresh_from_db()
    for cause in CAUSES.values():
        with override(language):
            values = {**cause.sample(), "by": mina, "keys": []}
        (made,) = notify(cause.code, [mina], context=values, urgent=True, url="https://practice.example/here/?a=1&b=2")
        Message.objects.filter(pk=made.pk).update(cause=cause.code)
    with pytest.MonkeyPatch.context() as patch:
        for cause in CAUSES.values():  # nothing is there that these are about
            patch.setitem(cause.__dict__, "is_over", lambda message: False)
        assert send_due() == len(CAUSES) == len(mailbox.mails)
    for mail in mailbox.mails:
        text, html = body(mail, "plain"), body(mail, "html")
        page = BeautifulSoup(html, "html.parser")
        root = page.find("html")
        assert root is not None and root["lang"] == language
        assert root["dir"] == ("ltr" if language == "en" else "rtl")
        assert GREETINGS[language] in text and GREETINGS[language] in html
        assert "مینا <b>" in text and "مینا &lt;b&gt;" in html and page.find("b") is None
        assert plain_text(html).split() == text.split(), "both say the same"
        assert mail["Auto-Submitted"] in ("auto-generated", "auto-replied") and mail["Content-Language"] == language
        assert mail["From"].addresses[0].addr_spec == "cities@practice.example"
        assert not any(style in html for style in ("<script", "<img", "url(")), "nothing is loaded from anywhere"
        assert len(max(mail.as_bytes().splitlines(), key=len)) <= 998


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sample_can_be_made(language: str) -> None:
    for cause in CAUSES.values():
        words = sample(cause, language)
        assert words.subject and words.text and "%(" not in words.subject + words.text, cause.code
        with override("en"):
            assert (str(cause.reason) in words.text) == (language == "en"), "it is translated"


def test_headers_by_which_mail_programs_unsubscribe(mailbox: Mailbox, causes: None, settings: Any, client: Any) -> None:
    settings.MAIL_DOMAIN = "mail.practice.example"
    mina = reader("mina", "fa")
    (made,) = notify("test.news", [mina], context=news(), urgent=True)
    send_due()
    (mail,) = mailbox.mails
    assert mail["Message-ID"] == f"<{made.key}@mail.practice.example>"
    assert mailbox.senders == [f"bounce+{made.key}@mail.practice.example"]
    assert mail["From"].addresses[0].addr_spec == "cities@practice.example"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = str(mail["List-Unsubscribe"]).strip(" <>")
    assert link.startswith("https://practice.example/fa/messages/stop/") and link in body(mail, "plain")
    assert client.post(link.removeprefix("https://practice.example")).status_code == 200
    notify("test.news", [mina], context=news())
    assert Message.objects.latest("pk").trouble == Trouble.TURNED_OFF


@pytest.mark.parametrize(
    ("recipient", "answer", "state", "trouble", "stopped"),
    [
        ("550 5.1.1 no such user", None, State.FAILED, Trouble.REFUSED, True),
        ("550 5.7.1 not from you", None, State.FAILED, Trouble.REFUSED, False),
        ("451 4.7.1 greylisted", None, State.HELD, Trouble.LATER, False),
        (None, "552 5.3.4 too large", State.FAILED, Trouble.REFUSED, False),
        (None, "421 4.3.2 going down", State.HELD, Trouble.AWAY, False),
    ],
)
def test_what_a_server_says(
    recipient: str | None, answer: str | None, state: State, trouble: Trouble, stopped: bool,
    mailbox: Mailbox, causes: None,
) -> None:  # fmt: skip
    (made,) = notify("test.news", [Addressee("office@city.example", "en")], context=news(), urgent=True)
    mailbox.to_recipient, mailbox.answer = recipient, answer
    if trouble == Trouble.AWAY:
        with pytest.raises(AwayError):
            send_due()
    else:
        send_due()
    made.refresh_from_db()
    assert (made.state, made.trouble) == (state, trouble) and made.error.startswith((recipient or answer or "")[:8])
    assert MailAddress.objects.exclude(stopped_at=None).exists() == stopped
    notify("test.news", [reader("sam")], context=news(), urgent=True)
    assert send_due() == 1, "the session after a refusal is a new one"


def test_a_server_that_falls_silent_after_taking_it_leaves_a_doubt(settings: Any, causes: None) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        use(settings, f"smtp://127.0.0.1:{server.getsockname()[1]}")
        import threading

        def serve() -> None:
            connection, _address = server.accept()
            with connection, connection.makefile("rwb") as file:
                for answer in (b"220 hi", b"250 hi", b"250 ok", b"250 ok", b"354 go"):
                    file.write(answer + b"\r\n")
                    file.flush()
                    if answer != b"354 go":
                        file.readline()
                while file.readline() not in (b".\r\n", b""):
                    pass

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        (made,) = notify("test.news", [Addressee("office@city.example", "en")], context=news(), urgent=True)
        assert send_due() == 0
        thread.join(5)
    made.refresh_from_db()
    assert (made.state, made.trouble, made.doubts) == (State.HELD, Trouble.IN_DOUBT, 1)


def test_nobody_there(settings: Any, causes: None) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        use(settings, f"smtp://127.0.0.1:{closed.getsockname()[1]}")
        notify("test.news", [reader("mina")], context=news(), urgent=True)
        with pytest.raises(AwayError):
            send_due()
