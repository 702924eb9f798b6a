"""Whatever bytes come in, they are read or kept, and nothing fails."""

import time
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from cases.messages.models import MailState, ReceivedMail
from cases.messages.services.incoming.attachments import attachments_of
from cases.messages.services.incoming.automatic import automatic_reason
from cases.messages.services.incoming.bounces import read_bounce
from cases.messages.services.incoming.cutting import cut_reply
from cases.messages.services.incoming.flowed import unflowed
from cases.messages.services.incoming.markup import text_of_html
from cases.messages.services.incoming.placing import take_mail
from cases.messages.services.incoming.reading import TooLongError, body_text, read_mail

HEAD = b"From: a@b.example\r\nTo: c@d.example\r\n"


def text(raw: bytes, language: str = "") -> str:
    message = read_mail(raw).message
    assert message is not None
    return body_text(message, language).strip()


def part(content: bytes, kind: str, encoding: str = "8bit") -> bytes:
    return HEAD + f"Content-Type: {kind}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n".encode() + content


@pytest.mark.parametrize(
    ("raw", "language", "expected"),
    [
        (part("سال ۱۳۹۸".encode(), "text/plain; charset=us-ascii"), "fa", "سال ۱۳۹۸"),
        (part("سال".encode(), "text/plain"), "fa", "سال"),
        (part("سال".encode(), 'text/plain; charset="iso-8859-1"'), "fa", "سال"),
        (part("سنة".encode("cp1256"), "text/plain"), "ar", "سنة"),
        (part("سنة".encode("cp1256"), "text/plain; charset=windows-1256"), "", "سنة"),
        (part("İstanbul şehri".encode("cp1254"), "text/plain; charset=iso-8859-9"), "", "İstanbul şehri"),
        (part("İstanbul şehri".encode("cp1254"), "text/plain; charset=no-such-charset"), "tr", "İstanbul şehri"),
        (part("سال".encode("utf-16"), "text/plain; charset=utf-16"), "", "سال"),
        (part(b"=D8=B3=D8=A7=D9=84=ZZ =", "text/plain; charset=utf-8", "quoted-printable"), "", "سال=ZZ"),
        (part(b"2LPYp9mE", "text/plain; charset=utf-8", "base64"), "", "سال"),
        (part(b"In 2019.\0\x07", "text/plain"), "", "In 2019."),
        (part(b"+2AA- a", "text/plain; charset=utf-7"), "", "? a"),
        (part(b"", "text/plain"), "", ""),
        (b"", "", ""),
    ],
)
def test_charsets_named_wrongly_or_not_at_all(raw: bytes, language: str, expected: str) -> None:
    assert text(raw, language).rstrip("=").strip() == expected


def test_subjects_and_senders_are_read_as_they_come() -> None:
    mail = read_mail(
        b"From: =?utf-8?B?2LPYp9mE?= <Mina@City.Example>\r\nSubject: =?x-bad?Q?a?= \xd8\xb3\xd8\xa7\xd9\x84\r\n\r\n"
    )
    assert mail.senders == ["mina@city.example"] and "سال" in mail.subject and "a" in mail.subject
    assert read_mail(b"From: nobody\r\n\r\n").senders == [] and read_mail(b"Subject: x\r\n\r\n").senders == []


def test_lines_that_flow_are_joined() -> None:
    assert (
        unflowed("In the year \n2019 it \nbegan.\n\n> quoted \n> on\n-- \nMina")
        == "In the year 2019 it began.\n\n> quoted on\n-- \nMina"
    )
    raw = part("می \nخواهیم".encode(), "text/plain; charset=utf-8; format=flowed; delsp=yes")
    assert text(raw) == "میخواهیم"


def test_html_is_read_as_text_and_nothing_of_its_programs() -> None:
    html = "<style>p{}</style><p>In&nbsp;<b>2019</b>,<br>we began.</p><ul><li>one</li><li>two</li></ul>"
    html += "<script>alert(1)</script>"
    assert text_of_html(html).split() == ["In", "2019,", "we", "began.", "one", "two"]
    assert text_of_html("<blockquote>a<blockquote>b</blockquote></blockquote>c").split("\n")[0] == "> a"
    assert text(part(b"<p>only html", "text/html")) == "only html"
    mail = EmailMessage()
    mail.set_content(" \n\t\n")
    mail.add_alternative("<p>In 2019.</p>", subtype="html")
    assert text(mail.as_bytes(policy=SMTP)) == "In 2019.", "an empty plain part says nothing"


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 50_000,
        "<" * 60_000,
        "<blockquote>" * 5_000 + "x",
        "<a b=" * 40_000,
        "<!--" * 50_000,
        "&" * 100_000,
        "<div id=divRplyFwdMsg>" * 3_000,
    ],
)
def test_html_that_was_made_to_take_long_does_not(html: str) -> None:
    began = time.process_time()
    text_of_html(html)
    assert time.process_time() - began < 4


def test_a_text_that_is_too_long_is_not_read() -> None:
    with pytest.raises(TooLongError):
        text(part(b"a" * 2_000_000, "text/plain"))


def nested(depth: int) -> bytes:
    inner = b"Content-Type: text/plain\r\n\r\nhello"
    for number in range(depth):
        mark = f"b{number}".encode()
        inner = (
            b"Content-Type: multipart/mixed; boundary="
            + mark
            + b"\r\n\r\n--"
            + mark
            + b"\r\n"
            + inner
            + b"\r\n--"
            + mark
            + b"--"
        )
    return HEAD + inner


pieces = st.sampled_from(
    [
        b"From: a@b.c\r\n",
        b"To: reply+" + b"a" * 32 + b"@mail.example\r\n",
        b"Content-Type: multipart/mixed; boundary=b\r\n",
        b"\r\n",
        b"--b\r\n",
        b"--b--\r\n",
        b"Content-Type: text/html; charset=\xff\xfe\r\n",
        b"Content-Type: message/rfc822\r\n",
        b"Content-Transfer-Encoding: base64\r\n",
        b"Content-Transfer-Encoding: uuencode\r\n",
        b"Content-Disposition: attachment; filename*=utf-8''%ff\r\n",
        b"Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n",
        b"Content-Type: message/delivery-status\r\n",
        b"Return-Path: <>\r\n",
        b"Subject: =?utf-8?Q?=ZZ?=\r\n",
        b"Subject: \xd8\xff\r\n",
        b"Message-ID: <\xff>\r\n",
        b"<p>\xff",
        b"> \xe2\x80",
        b"Content-Type: text/plain; charset=utf-16; format=flowed\r\n",
        b"\0\0",
        b"Final-Recipient: rfc822; a@b.c\r\nAction: failed\r\n\r\n",
        b"begin 666 a.txt\n#0V%T\n`\nend\n",
        b"From: =?\r\n",
        b"Content-Type: ;;;=\r\n",
        b"Authentication-Results: ;;(((\r\n",
    ]
)
garbage = st.one_of(
    st.binary(max_size=400), st.lists(st.one_of(pieces, st.binary(max_size=30)), max_size=25).map(b"".join)
)


@settings(max_examples=300, deadline=None)
@given(garbage)
@example(nested(150))
@example(nested(3_000))
@example(HEAD + b"Content-Type: text/plain; charset=\0\r\n\r\n\xff")
@example(b"From: " + b"(" * 5_000 + b"\r\n\r\n")
@example(b"From: " + b"a@b.c," * 20_000 + b"\r\n\r\n")
def test_garbage_is_read_without_an_error(raw: bytes) -> None:
    mail = read_mail(raw)
    read_bounce(mail)
    automatic_reason(mail)
    if mail.message is not None:
        attachments_of(mail.message)
        cut_reply(body_text(mail.message))


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(garbage)
@example(nested(3_000))
def test_garbage_is_kept_for_a_person_or_put_aside(raw: bytes) -> None:
    kept = take_mail(raw)
    stored = ReceivedMail.objects.get(pk=kept.pk)
    assert (
        stored.state != MailState.PLACED
        and bytes(stored.raw) == raw
        and (stored.reason or stored.state == MailState.BOUNCE)
    )
