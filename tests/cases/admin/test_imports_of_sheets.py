"""Sheets as people have them, sent in the admin: what the command says, the page says too."""

import io
from pathlib import Path
from typing import Any

import pytest

from cases.models import Case, ImportRun
from cases.services.imports.cases import ImportOptions, import_cases
from home.services.task_queue import run_jobs
from tests.cases.sheets.making import formatted, sheet, workbook

from .test_admin import client_of
from .test_imports import send, speak

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]
WESTERN = sheet({"title.en": "Ciclovía", "city.en": "Bogotá", "city.country": "Colombia"}).encode("windows-1252")


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> None:
    settings.IMPORT_DIR = tmp_path / "imports"


@pytest.mark.parametrize(
    ("language", "said"), [("fa", "نه UTF-8 است و نه UTF-16"), ("en", "neither UTF-8"), ("ar", "UTF-8 ولا UTF-16")]
)
def test_an_unknown_encoding_is_asked_for_and_taken(language: str, said: str) -> None:
    client = client_of("superuser")
    speak(language)
    page = client.get(send(client, WESTERN)["Location"]).content.decode()
    assert said in page and "Ciclovía" in page and "Ciclovيa" in page, "a word as each encoding reads it"
    response = send(client, WESTERN, encoding="windows-1252")
    client.post(f"{response['Location']}confirm/")
    run_jobs()
    assert Case.objects.get().pages.get().city.slug == "bogota"


def test_an_encoding_that_the_file_cannot_have_is_refused_at_its_field() -> None:
    client = client_of("superuser")
    speak("en")
    for content, said in ((sheet({"title.en": "é"}).encode(), "is UTF-8 or UTF-16"), (b"id\n\x81\x8d", "Line 2:")):
        response = send(client, content, encoding="windows-1252")
        assert response.status_code == 200 and said in response.content.decode()
    assert not ImportRun.objects.exists()


@pytest.mark.parametrize(
    ("language", "said"), [("fa", "سال ۲۰۱۵ خوانده شد"), ("en", "is read as the year"), ("ar", "قُرئ العدد")]
)
def test_notes_stand_on_the_page_with_their_cells(language: str, said: str) -> None:
    client = client_of("superuser")
    speak(language)
    content = formatted("started", 2015, "yyyy-mm-dd")
    page = client.get(send(client, content)["Location"]).content.decode()
    assert said.replace("۲۰۱۵", "2015") in page and ">P2<" in page and "1905-07-07" in page


def test_the_page_and_the_command_find_alike() -> None:
    rows = [
        {"started": "soon", "status": "x", "city.country": "ZZ"},
        {"started": 2015},
        {"ended": "=1+1"},
        {"city.en": "未知"},
    ]
    content = workbook(*rows, prepare=lambda made: made.merge_cells("P3:P4"))
    report = import_cases(io.BytesIO(content), ImportOptions(dry_run=True))
    send(client_of("superuser"), content, "cases.xlsx")
    result = ImportRun.objects.get().result
    assert result["counts"] == dict(report.counts) == {"rejected": 3, "created": 1}
    for name in ("problems", "notes"):
        found = [(item.code, item.cell) for item in getattr(report, name)]
        assert [(item["code"], item["cell"]) for item in result[name]] == found
    assert len(report.problems) == 5
