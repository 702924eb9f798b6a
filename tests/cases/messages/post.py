"""A mail server of the tests that takes, refuses, is away or sees its sender die; and a clock that is set."""

from collections.abc import Callable
from datetime import datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage as Parsed
from email.policy import default
from typing import Any

from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from wagtail.users.models import UserProfile

from cases.messages.causes import CAUSES, Cause, Kind
from cases.messages.causes.kinds import KINDS
from cases.messages.choices import Pace
from cases.messages.models import Message


class Killed(BaseException):
    """End of a process in the middle of something."""


class Post:
    """Carrier that keeps what it took. ``next``: what happens to the next mail, by name; else it is taken."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, Parsed]] = []
        self.next: Callable[[str], None] | None = None
        self.closed = 0

    def send(self, mail: EmailMessage, key: str) -> None:
        happens, self.next = self.next, None
        if happens is not None:
            happens(key)
        parsed: Any = message_from_bytes(mail.message().as_bytes(), policy=default)
        self.taken.append((key, parsed))

    def close(self) -> None:
        self.closed += 1


class Clock:
    """Clock of the site, set by the test."""

    def __init__(self, monkeypatch: Any, at: datetime) -> None:
        self.at = at
        monkeypatch.setattr("django.utils.timezone.now", lambda: self.at)

    def pass_(self, **amount: float) -> None:
        self.at += timedelta(**amount)


def reader(name: str, language: str = "en", *, email: str | None = None) -> User:
    """Somebody with an account and an address, who reads that language."""
    user = User.objects.create_user(name, email=f"{name}@example.org" if email is None else email, password="x")
    UserProfile.objects.create(user=user, preferred_language=language)
    return user


NEWS = Kind(code="test_news", label="News of the test", pace=Pace.DAILY)
OTHER = Kind(code="test_other", label="Other news", pace=Pace.WEEKLY)


def over(message: Message) -> bool:
    """Whether the user whom the message is about was closed: a cause that ends by itself."""
    return isinstance(message.about, User) and not message.about.is_active


def make_causes() -> None:
    """Causes of the tests: daily news, weekly news, news that ends, a secret."""
    body: dict[str, Any] = {"template": "messaging/mail/account.html", "reason": "You get this because of a test."}
    for cause in (
        Cause(code="test.news", kind=NEWS, subject="News: %(title)s", is_over=over, action="Look", **body),
        Cause(code="test.other", kind=OTHER, subject="Other: %(title)s", is_over=over, **body),
        Cause(code="test.secret", kind=NEWS, subject="A secret", secret=True, urgent=True, **body),
    ):
        CAUSES.setdefault(cause.code, cause)
        KINDS.setdefault(cause.kind.code, cause.kind)


def forget_causes() -> None:
    """Takes them away again."""
    for code in ("test.news", "test.other", "test.secret"):
        CAUSES.pop(code, None)
    for kind in (NEWS, OTHER):
        KINDS.pop(kind.code, None)


def news(title: str = "Lamps") -> dict[str, Any]:
    return {"title": title, "paragraphs": [f"Something about {title}."]}
