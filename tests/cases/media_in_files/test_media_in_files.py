"""The longer account and the pictures in files of cases: out, into another database, and undone."""

import hashlib
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.utils.translation import override
from wagtail.documents.models import Document

from cases.models import Case, CaseImage, CaseStudyPage
from cases.records.messages import problem_text
from cases.services.imports.cases import ImportOptions, import_cases
from cases.services.imports.runs import begin_import
from home.services.task_queue import run_jobs
from tests.conftest import as_file

from .illustrating import PUBLISH, body_of, document, exported, forget_cases, photograph, picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]


def rejected(record: dict[str, Any], field: str, code: str) -> str:
    """Asserts that just this is wrong, and returns it in Persian."""
    report = import_cases(as_file([record]), PUBLISH)
    assert [(problem.field, problem.code) for problem in report.problems] == [(field, code)]
    assert report.counts["rejected"] == 1 and not Case.objects.exists()
    (problem,) = report.problems
    with override("fa"):
        return problem_text(problem.code, problem.params, problem.reason)


def test_another_database_with_the_files_gets_equal_pages(illustrated: Case, tmp_path: Path) -> None:
    call_command("export_cases", tmp_path / "first.jsonl", verbosity=0)
    before, first = body_of(), exported()
    contents = [thing.file.read() for thing in (CaseImage.objects.get(), Document.objects.get())]
    forget_cases()
    CaseImage.objects.all().delete()
    Document.objects.all().delete()
    other_document = document(b"something else\n", "other.csv")
    image, file = picture(contents[0], "Named otherwise"), document(contents[1])
    call_command("import_cases", tmp_path / "first.jsonl", publish=True, verbosity=0)
    after = body_of()
    assert [block["id"] for block in after] == [block["id"] for block in before]
    assert after[1]["value"]["image"] == image.pk and after[6]["value"]["document"] == file.pk != other_document.pk
    for old, new in zip(before, after, strict=True):
        if old["type"] in ("text", "quote", "table", "video"):
            assert new["value"] == old["value"]
    assert after[4]["value"]["numbers"][0]["value"] == before[4]["value"]["numbers"][0]["value"]
    assert CaseStudyPage.objects.get(locale__language_code="en").live
    # The stored picture was written anew when it was added there, so that its content has another checksum now.
    second = exported()
    for found in (first, second):
        for block in (found[0]["body"]["en"][1], found[0]["gallery"]["en"][0]):
            block["image"] = None
        found[0]["body"]["en"][6]["document"].pop("name")  # another file of that name may be there
    assert second == first


def test_the_same_bytes_come_out_where_the_files_stay(illustrated: Case, tmp_path: Path) -> None:
    call_command("export_cases", tmp_path / "first.jsonl", verbosity=0)
    forget_cases()
    call_command("import_cases", tmp_path / "first.jsonl", publish=True, verbosity=0)
    call_command("export_cases", tmp_path / "second.jsonl", verbosity=0)
    assert (tmp_path / "second.jsonl").read_bytes() == (tmp_path / "first.jsonl").read_bytes()
    assert b"We <did> it & more" in (tmp_path / "first.jsonl").read_bytes()


def test_a_file_that_is_missing_is_said_and_comes_with_the_next_import(illustrated: Case) -> None:
    records = exported()
    contents = CaseImage.objects.get().file.read()
    forget_cases()
    CaseImage.objects.all().delete()
    Document.objects.all().delete()
    report = import_cases(as_file(records), PUBLISH)
    assert report.counts == {"created": 1} and not report.problems
    assert [(note.field, note.code, note.value) for note in report.notes] == [
        ("body.en.1.image", "unknown_picture", "street.jpg"),
        ("body.en.6.document", "unknown_document", "figures.csv"),
        ("gallery.en.0.image", "unknown_picture", "street.jpg"),
    ]
    assert [block["type"] for block in body_of()] == ["text", "quote", "table", "numbers", "video"]
    assert import_cases(as_file(records), PUBLISH).counts == {"unchanged": 1}
    image = picture(contents)
    document()
    report = import_cases(as_file(records), PUBLISH)
    assert report.counts == {"updated": 1} and not report.notes
    assert body_of()[1]["value"]["image"] == image.pk and len(body_of()) == 7


def test_a_picture_is_found_by_what_it_came_as_and_one_noted_by_nobody_too(record: dict[str, Any]) -> None:
    raw = photograph("red")
    image = picture(raw)
    CaseImage.objects.filter(pk=picture(photograph("blue")).pk).update(sha256="", came_as_sha256="")
    blue = CaseImage.objects.get(sha256="")
    wanted = [
        hashlib.sha256(raw).hexdigest(),
        hashlib.sha256(blue.file.read()).hexdigest(),
    ]
    shown = [{"image": {"sha256": sha256, "name": "x.jpg"}, "alt": "x"} for sha256 in wanted]
    assert not import_cases(as_file([{**record, "gallery": {"en": shown}}]), PUBLISH).notes
    page = CaseStudyPage.objects.get(locale__language_code="en")
    assert [block.value["image"].pk for block in page.gallery] == [image.pk, blue.pk]


def test_a_file_that_does_not_speak_of_them_keeps_them(illustrated: Case, record: dict[str, Any]) -> None:
    before = body_of()
    report = import_cases(as_file([{**record, "started": 1999, "started_known": None}]), PUBLISH)
    assert report.counts == {"updated": 1}
    page = CaseStudyPage.objects.get(locale__language_code="en")
    assert page.started == 1999 and body_of() == before and len(page.gallery) == 1


def test_what_a_person_put_there_is_kept_unless_forced(illustrated: Case, record: dict[str, Any]) -> None:
    assert import_cases(as_file([{**record, "body": {}}]), PUBLISH).counts == {"unchanged": 1}  # as the file was
    empty = {**record, "started": 1999, "started_known": None, "body": {}}
    assert import_cases(as_file([empty]), PUBLISH).counts == {"kept": 1}
    assert len(body_of()) == 7
    assert import_cases(as_file([empty]), ImportOptions(publish=True, force=True)).counts == {"updated": 1}
    assert body_of() == [] and len(CaseStudyPage.objects.get(locale__language_code="en").gallery) == 1
    assert import_cases(as_file([empty]), PUBLISH).counts == {"unchanged": 1}


def test_markup_is_cleaned_as_by_the_editor(record: dict[str, Any]) -> None:
    hostile = (
        '<p onclick="x()">a <b>b</b><script>alert(1)</script><img src=x onerror=x()> <a title=t href="/y">c</a></p>'
    )
    assert not import_cases(
        as_file([{**record, "body": {"en": [{"type": "text", "text": hostile}]}}]), PUBLISH
    ).problems
    assert body_of()[0]["value"] == '<p>a <b>b</b> <a href="/y">c</a></p>'
    assert import_cases(as_file(exported()), PUBLISH).counts == {"unchanged": 1}


QUOTE = {"type": "quote", "text": "x", "person": "y"}
TABLE = {"type": "table", "caption": "x", "head": ["a"], "rows": [["1"]]}
NO_FILE = {"sha256": "0" * 64, "name": "x.jpg"}


@pytest.mark.parametrize(
    ("block", "place", "code"),
    [
        ({"type": "script", "text": "x"}, "", "union_tag_invalid"),
        ({"text": "x"}, "", "union_tag_not_found"),
        ({"type": "text", "text": '<a href="javascript:alert(1)">x</a>'}, ".text", "bad_link"),
        ({"type": "text", "text": '<a href="jAva&#9;script:alert(1)">x</a>'}, ".text", "bad_link"),
        ({"type": "video", "title": "x", "url": "javascript:alert(1)"}, ".url", "web_address"),
        ({"type": "video", "title": "x", "url": "https://a.example/ b"}, ".url", "web_address"),
        ({**QUOTE, "person": 3}, ".person", "string_type"),
        ({**QUOTE, "html": "x"}, ".html", "extra_forbidden"),
        ({**QUOTE, "text": "x\x07"}, ".text", "control_characters"),
        ({"type": "picture", "image": {**NO_FILE, "sha256": "../../etc/passwd"}}, ".image.sha256", None),
        ({"type": "picture", "image": 5}, ".image", "model_type"),
        ({**TABLE, "rows": [["1"], ["1", "2"]]}, ".rows.1", "uneven_row"),
        ({**TABLE, "source": 99}, ".source", "no_such_source"),
        ({"type": "numbers", "numbers": [{"value": "1", "label": "x"}] * 7}, ".numbers", "too_long"),
    ],
)
def test_what_is_wrong_is_said_at_its_place(record: dict[str, Any], block: Any, place: str, code: str | None) -> None:
    record["body"] = {"en": [{**QUOTE, "id": "a"}, block]}
    told = rejected(record, f"body.en.1{place}", code or "string_pattern_mismatch")
    assert told and "cannot be read" not in told


def test_two_blocks_of_one_id_and_a_language_without_title_are_refused(record: dict[str, Any]) -> None:
    rejected({**record, "body": {"en": [{**QUOTE, "id": "a"}] * 2}}, "body.en", "block_twice")
    del record["title"]["fa"]
    for name in ("challenge", "solution", "results", "limits", "lessons", "transfer", "summary"):
        record[name].pop("fa", None)
    rejected({**record, "body": {"fa": [QUOTE]}}, "title.fa", "prose_without_title")


def test_a_picture_without_alternative_text_is_not_published(record: dict[str, Any]) -> None:
    image = picture(photograph("red"))
    shown = {"image": {"sha256": image.sha256, "name": "x.jpg"}}
    import_cases(as_file([{**record, "gallery": {"en": [shown]}}]), PUBLISH)
    live = dict(CaseStudyPage.objects.values_list("locale__language_code", "live"))
    assert live.pop("en") is False and all(live.values())


def test_the_import_screen_shows_what_was_left_out(illustrated: Case, user: User, client: Any) -> None:
    records = exported()
    CaseImage.objects.all().delete()
    sent = SimpleUploadedFile("cases.jsonl", as_file(records).getvalue())
    run = begin_import(sent, user, publish=True, force=True)
    run_jobs()
    client.force_login(user)
    shown = client.get(f"/admin/imports/{run.pk}/").content.decode()
    assert "body.en.1.image" in shown and "street.jpg" in shown
