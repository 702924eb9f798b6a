"""What the environment makes of the settings of mail, and when mails leave."""

import importlib
import socket
import stat
from collections.abc import Callable, Iterator
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import send_mail
from django.db import transaction

from knowledgebase.settings import mail as settings_module

Read = Callable[..., Any]


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Iterator[Read]:
    """The settings of mail as these variables make them."""

    def from_environment(**variables: str) -> Any:
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        return importlib.reload(settings_module)

    yield from_environment
    monkeypatch.undo()
    importlib.reload(settings_module)


@pytest.mark.parametrize(
    ("address", "port", "tls", "ssl"),
    [
        ("smtp+tls://u%40city.example:p%2Fa+%23s@mail.example:2525", 2525, True, False),
        ("smtp+tls://u%40city.example:p%2Fa+%23s@mail.example", 587, True, False),
        ("smtps://u%40city.example:p%2Fa+%23s@mail.example", 465, False, True),
        ("smtp+ssl://u%40city.example:p%2Fa+%23s@mail.example", 465, False, True),
        ("smtp://u%40city.example:p%2Fa+%23s@mail.example", 25, False, False),
    ],
)
def test_a_mail_server(read: Read, address: str, port: int, tls: bool, ssl: bool) -> None:
    settings = read(EMAIL_URL=address)
    assert settings.MAIL_DELIVERY.endswith("smtp.EmailBackend") and settings.EMAIL_HOST == "mail.example"
    assert (port, tls, ssl) == (settings.EMAIL_PORT, settings.EMAIL_USE_TLS, settings.EMAIL_USE_SSL)
    assert (settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD) == ("u@city.example", "p/a+#s")


@pytest.mark.parametrize(
    "address", ["mail.example:587", "http://mail.example", "smtp://", "smtp://u:secret@host:port", "smtp://u:se/cret@h"]
)
def test_what_is_no_address_of_one_is_refused_without_its_password(read: Read, address: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL") as refusal:
        read(EMAIL_URL=address)
    assert "secret" not in str(refusal.value) and "se/cret" not in str(refusal.value)


def test_without_one_mails_are_kept_in_the_data_folder(read: Read) -> None:
    settings = read()
    assert settings.MAIL_DELIVERY.endswith("filebased.EmailBackend") and settings.EMAIL_FILE_PATH.endswith("/mail")
    assert settings.EMAIL_FILE_PATH.startswith(str(settings.DATA_DIR))


def test_the_sender(read: Read) -> None:
    assert read().DEFAULT_FROM_EMAIL == "noreply@localhost"
    given = "تجربه‌ها <cities@example.org>"
    assert given == read(EMAIL_FROM=given).DEFAULT_FROM_EMAIL
    with pytest.raises(ImproperlyConfigured, match="EMAIL_FROM"):
        read(EMAIL_FROM="nobody")


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.EMAIL_BACKEND = "knowledgebase.mail.MailAfterCommit"
    settings.MAIL_DELIVERY = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "data" / "mail")
    return tmp_path / "data" / "mail"


def write(subject: str = "سلام") -> int:
    return send_mail(subject, "متن", None, ["reader@example.org"])


@pytest.mark.django_db(transaction=True)
def test_a_mail_leaves_when_what_it_tells_of_is_committed(folder: Path) -> None:
    with transaction.atomic():
        assert write() == 1 and not folder.exists()
    (file,) = folder.iterdir()
    text = file.read_bytes().split(b"\n" + b"-" * 79)[0]
    message = message_from_bytes(text, policy=default)
    assert message["Subject"] == "سلام" and message["To"] == "reader@example.org"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700, "new passwords are asked for by mail"


@pytest.mark.django_db(transaction=True)
def test_of_what_was_undone_no_mail_leaves(folder: Path) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        write()
        raise RuntimeError
    assert not folder.exists()


@pytest.mark.django_db(transaction=True)
def test_those_of_one_connection_leave_together_and_once(folder: Path) -> None:
    with transaction.atomic(), mail.get_connection() as connection:
        for number in range(3):
            mail.EmailMessage(str(number), "x", to=["a@example.org"], connection=connection).send()
    (file,) = folder.iterdir()
    assert file.read_text().count("Subject: ") == 3


@pytest.mark.django_db(transaction=True)
def test_a_server_that_is_away_undoes_nothing_and_is_logged(settings: Any, caplog: Any) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        settings.EMAIL_BACKEND = "knowledgebase.mail.MailAfterCommit"
        settings.MAIL_DELIVERY = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = closed.getsockname()
        with transaction.atomic():
            assert write() == 1
        assert "mail_not_sent" in str([record.msg for record in caplog.records])
        with pytest.raises(OSError):  # as sendtestemail would say
            write()
