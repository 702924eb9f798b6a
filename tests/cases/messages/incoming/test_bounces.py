"""Notices of non-delivery are read, told once to whoever listens, and never taken for answers."""

from collections.abc import Iterator
from typing import Any

import pytest

from cases.messages.models import MailReason, MailState
from cases.messages.services.incoming.placing import take_mail
from cases.messages.signals import bounce_read

from .conversations import Talk, sent, talk
from .corpus import bounce

__all__ = ["talk"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]
KEY = "0123456789abcdef" * 2


@pytest.fixture
def heard() -> Iterator[list[tuple[str, list[str], bool]]]:
    found: list[tuple[str, list[str], bool]] = []

    def hear(key: str, addresses: list[str], permanent: bool, **kwargs: Any) -> None:
        found.append((key, addresses, permanent))

    bounce_read.connect(hear)
    yield found
    bounce_read.disconnect(hear)


def test_by_the_address_of_the_envelope(talk: Talk, heard: list[Any]) -> None:
    raw = bounce(KEY, "mail.example", "gone@city.example")
    assert take_mail(raw).state == MailState.BOUNCE and take_mail(raw).state == MailState.BOUNCE
    assert heard == [(KEY, ["gone@city.example"], True)], "one that comes twice is told once"


def test_by_the_mail_that_came_back(talk: Talk, heard: list[Any]) -> None:
    assert take_mail(bounce(KEY, "mail.example", "gone@city.example", verp=False)).state == MailState.BOUNCE
    assert heard == [(KEY, ["gone@city.example"], True)]


def test_a_delay_is_not_for_good(talk: Talk, heard: list[Any]) -> None:
    take_mail(bounce(KEY, "mail.example", "slow@city.example", action="delayed", status="4.4.1"))
    assert heard == [(KEY, ["slow@city.example"], False)]


def test_a_forged_one_without_the_key_moves_nothing(talk: Talk, heard: list[Any]) -> None:
    raw = bounce("f" * 31, "mail.example", "mayor@city.example", verp=False)
    assert take_mail(raw).state == MailState.BOUNCE
    take_mail(bounce(KEY, "other.example", "mayor@city.example", verp=False))
    assert heard == [] and talk.mails() == {}


def test_an_out_of_office_notice_to_the_envelope_is_no_bounce(talk: Talk, heard: list[Any]) -> None:
    kept = sent(talk, "I am away.", To=f"bounce+{KEY}@mail.example", Auto_Submitted="auto-replied")
    assert (kept.state, kept.reason) == (MailState.AUTOMATIC, MailReason.AUTOMATIC) and heard == []


def test_one_in_the_words_of_a_server_is_known_too(talk: Talk, heard: list[Any]) -> None:
    raw = (
        f"From: Mail Delivery System <Mailer-Daemon@mx.example>\r\nTo: bounce+{KEY}@mail.example\r\n"
        "X-Failed-Recipients: gone@city.example\r\nSubject: Mail delivery failed: returning message to sender\r\n\r\n"
        "This message was created automatically by mail delivery software.\r\n\r\n"
        "A message that you sent could not be delivered to one or more of its recipients. "
        "This is a permanent error.\r\n"
        "The following address(es) failed:\r\n\r\n  gone@city.example\r\n    no such user\r\n"
    )
    assert take_mail(raw.encode()).state == MailState.BOUNCE and heard == [(KEY, ["gone@city.example"], True)]
