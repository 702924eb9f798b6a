"""Hostile files are refused at the door of submissions, and what is kept is nobody's but theirs."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cases.review.models import SubmissionFile
from tests.cases.uploads.hostile import exif, picture, refused_documents, refused_pictures

from .submissions import Proposer, account, draft, sent

pytestmark = pytest.mark.django_db


def test_nothing_hostile_comes_in() -> None:
    mina = account("mina")
    browser, made = Proposer(mina), draft(mina)
    samples = [
        sample for sample in (*refused_pictures(), *refused_documents()) if sample[0] != "plain.pdf"
    ]  # a good one
    assert len(samples) > 30
    for name, content in samples:
        upload = SimpleUploadedFile(name, content)
        answer = browser.client.post(browser.address("attach", made.number), {"file": upload})
        assert answer.status_code in (413, 422), name  # the first of what is larger than any file may be
        assert answer.status_code == 413 or answer.context["form"].errors["file"], name
    assert not SubmissionFile.objects.exists()


@pytest.mark.parametrize("name", ["a.odt", "a.csv", "a.txt", "a.docm", "a.exe", "a.html", "a", "a.svg", "a.zip"])
def test_only_pictures_and_three_kinds_of_documents_come_in(name: str) -> None:
    mina = account("mina")
    browser, made = Proposer(mina), draft(mina)
    upload = SimpleUploadedFile(name, b"Some plain text, which other doors may take.")
    assert browser.client.post(browser.address("attach", made.number), {"file": upload}).status_code == 422


def test_a_picture_loses_its_place_and_is_nobodys_but_theirs() -> None:
    mina = account("mina")
    browser, made = Proposer(mina), sent(mina)
    made = draft(mina)
    upload = SimpleUploadedFile("../../lane.jpg", picture(exif=exif()))
    browser.client.post(browser.address("attach", made.number), {"file": upload, "words": "A lane"})
    file = SubmissionFile.objects.get()
    with file.file.open("rb") as stored:
        assert b"35.6892N" not in stored.read()
    assert file.name == "lane.jpg" and file.file.name.startswith(f"{made.number}/")
    answer = browser.get("attachment", made.number, file.pk)
    assert answer.status_code == 200 and "sandbox" in answer["Content-Security-Policy"]
    assert Proposer(account("sara")).get("attachment", made.number, file.pk).status_code == 404
    assert Proposer().get("attachment", made.number, file.pk).status_code == 302
    assert browser.client.get(f"/media/{file.file.name}").status_code == 404
