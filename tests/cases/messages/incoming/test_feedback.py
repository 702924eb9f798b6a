"""Whoever answered by mail hears once what was not taken; strangers and programs hear nothing."""

import io
import zipfile
from datetime import timedelta
from email.policy import SMTP
from typing import Any

import pytest
from django.utils import timezone
from PIL import Image

from cases.messages.models import MailReason, MailState, ReceivedFile, ReceivedMail
from cases.messages.services.incoming.attachments import MOST_FILES
from cases.messages.services.incoming.placing import take_mail

from .conversations import Talk, sent, talk, written

__all__ = ["talk"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]


def picture() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (20, 20), "teal").save(made, "JPEG", exif=b"Exif\0\0II*\0\x08\0\0\0\0\0where it was taken")
    return made.getvalue()


def bomb() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b" " * 40_000_000)
    return made.getvalue()


def with_files(talk: Talk, files: dict[str, bytes], text: str = "See the files.", **headers: str) -> ReceivedMail:
    mail = written(talk, text, **headers)
    for name, content in files.items():
        mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return take_mail(mail.as_bytes(policy=SMTP))


def test_files_are_checked_as_uploads_and_kept_private(talk: Talk) -> None:
    kept = with_files(
        talk,
        {
            "../../طرح.pdf": b"%PDF-1.4\n%%EOF",
            "place.jpg": picture(),
            "program.exe": b"MZ",
            "sheet.xlsx": bomb(),
            "page.html": b"<script>",
            "all.zip": bomb(),
            "not.pdf": b"<html>",
        },
    )
    files = {file.name: file for file in kept.files.all()}
    assert [name for name, file in files.items() if file.content is not None] == ["طرح.pdf", "place.jpg"]
    assert b"where it was taken" not in bytes(files["place.jpg"].content or b""), "pictures are made anew"
    assert all(file.refusal for file in files.values() if file.content is None)
    said = talk.replies()[0][1]
    assert "طرح.pdf" in said and "place.jpg" in said and "program.exe" not in said
    told = talk.mails()["author"]
    body = str(told.body)
    assert (
        all(name in body for name in ("program.exe", "sheet.xlsx", "page.html", "all.zip", "not.pdf"))
        and "place.jpg" not in body
    )
    assert (
        told.subject == "پاسخ شما با رایانامه: پرونده‌ای پذیرفته نشد"
        and told.extra_headers["Auto-Submitted"] == "auto-replied"
    )


def test_a_mail_of_files_alone_is_an_answer(talk: Talk) -> None:
    assert with_files(talk, {"plan.pdf": b"%PDF-1.4"}, "").state == MailState.PLACED
    assert "plan.pdf" in talk.replies()[0][1]
    assert with_files(talk, {"program.exe": b"MZ"}, "").reason == MailReason.NO_TEXT


def test_of_very_many_files_the_rest_is_named(talk: Talk) -> None:
    kept = with_files(talk, {f"{number}.txt": b"text" for number in range(MOST_FILES + 5)})
    assert ReceivedFile.objects.filter(mail=kept, content=None).count() == 5


def test_nobody_is_told_twice_a_day(talk: Talk) -> None:
    assert sent(talk, "").reason == MailReason.NO_TEXT
    told = talk.mails()
    assert set(told) == {"author"} and "بالای خط" in str(told["author"].body)
    assert sent(talk, " ").reason == MailReason.NO_TEXT and talk.mails() == {}
    ReceivedMail.objects.exclude(told_at=None).update(told_at=timezone.now() - timedelta(days=1, seconds=1))
    assert sent(talk, "  ").reason == MailReason.NO_TEXT and set(talk.mails()) == {"author"}


@pytest.mark.parametrize(
    "headers",
    [
        {"From": "evil@example.org"},
        {"Auto_Submitted": "auto-replied"},
        {"X_Auto_Response_Suppress": "All"},
        {"Return_Path": "<>"},
        {"To": f"reply+{'a' * 32}@mail.example"},
        {"Precedence": "list"},
    ],
)
def test_no_mail_goes_to_strangers_programs_and_lists(talk: Talk, headers: dict[str, str]) -> None:
    sent(talk, "", **headers)
    assert talk.mails() == {}


def test_what_is_told_goes_to_the_account_whatever_the_mail_says(talk: Talk) -> None:
    sent(talk, "", Reply_To="victim@example.org", Sender="victim@example.org", Message_ID="<a\tb@c>")
    told = talk.mails()["author"]
    assert told.to == ["author@example.org"] and not told.cc and not told.bcc


def test_ten_megabytes_are_the_most(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("placing", "reading"):
        monkeypatch.setattr(f"cases.messages.services.incoming.{module}.MOST_BYTES", 4_000, raising=True)
    kept = with_files(talk, {"large.txt": b"text " * 2_000})
    assert (kept.state, kept.reason, kept.is_cut) == (MailState.WAITING, MailReason.TOO_LARGE, True)
    assert len(bytes(ReceivedMail.objects.get(pk=kept.pk).raw)) == 4_000 and kept.size > 10_000
    assert "author" in talk.mails() and talk.replies() == []


def test_a_text_of_a_book_is_not_an_answer(talk: Talk) -> None:
    assert sent(talk, "word " * 5_000).reason == MailReason.TOO_LARGE
    assert sent(talk, "word " * 70_000).reason == MailReason.TOO_LARGE
    assert talk.replies() == []


def test_mails_of_strangers_fill_no_disk(talk: Talk, monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    from cases.messages.services.incoming import placing

    monkeypatch.setattr(placing, "MOST_OF_STRANGERS", 3)
    for number in range(3):
        kept = sent(talk, "x" * 300_000, To=f"nobody{number}@mail.example")
        assert kept.is_cut and len(bytes(kept.raw)) == placing.KEPT_OF_STRANGERS
    with pytest.raises(placing.FullError):
        sent(talk, To="nobody@mail.example")
    assert ReceivedMail.objects.count() == 3 and sent(talk).state == MailState.PLACED, "answers still come through"
