"""Workbooks with a cover, several lists or far too many columns: the sheet with the cases is found, offered, kept."""

import io
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from cases.forms.import_columns import MOST_ASKED
from cases.models import Case, CaseStudyPage, ImportRun
from cases.records.sheets.formats import headings_of, sheet_of
from home.services.task_queue import run_jobs

from .test_admin import client_of
from .test_imports import send, speak
from .test_sheets_of_others import chosen, matched

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]

HEAD = ["عنوان تجربه", "شهر", "کشور", "مسئله"]
ROWS = [[f"طرح شمارهٔ {number}", "مشهد", "ایران", "ترافیک"] for number in range(3)]
COVER = [["گزارش سالانهٔ شهرداری"], ["تهیه‌شده در دفتر مطالعات"]]


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> None:
    settings.IMPORT_DIR = tmp_path / "imports"


def workbook(**sheets: list[list[Any]]) -> bytes:
    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_the_first_sheet_that_looks_like_cases_is_proposed() -> None:
    content = io.BytesIO(workbook(cover=COVER, lists=[["a", "b"]], cases=[HEAD, *ROWS], more=[HEAD]))
    headings = headings_of(content)
    assert headings is not None
    assert (headings.sheet, headings.sheets) == ("cases", ["cover", "lists", "cases", "more"])
    assert headings.proposed().sheet == "cases"
    alone = headings_of(io.BytesIO(workbook(only=[HEAD, *ROWS])))
    assert alone is not None and (alone.sheet, alone.sheets) == ("", [])
    assert sheet_of(io.BytesIO(b"title.en,city.en"), "x") == ""


def test_a_workbook_with_a_cover_becomes_its_cases() -> None:
    client = client_of("superuser")
    location = matched(client, workbook(cover=COVER, cases=[HEAD, *ROWS]))
    client.post(f"{location}confirm/")
    run_jobs()
    assert Case.objects.count() == 3 and {page.city.slug for page in CaseStudyPage.objects.all()} == {"mashhad"}


def test_another_sheet_is_chosen_and_remembered() -> None:
    client = client_of("superuser")
    speak("en")
    content = workbook(last_year=[HEAD, *ROWS], this_year=[[*HEAD, "نتایج"], *[[*row, "خوب"] for row in ROWS[:2]]])
    location = str(send(client, content, "a.xlsx")["Location"])
    page = client.get(f"{location}columns/")
    assert (page.context["sheet"], page.context["sheets"]) == ("last_year", ["last_year", "this_year"])
    assert "Sheet of the workbook" in page.content.decode()
    client.post(f"{location}columns/", {"sheet": "this_year"})
    page = client.get(f"{location}columns/")
    assert page.context["sheet"] == "this_year" and len(page.context["rows"]) == 5
    client.post(f"{location}columns/", chosen(page))
    run_jobs()
    assert ImportRun.objects.get().result["counts"] == {"created": 2}
    client.post(f"{location}confirm/")
    run_jobs()
    assert Case.objects.count() == 2
    again = str(send(client, content, "next.xlsx")["Location"])
    assert ImportRun.objects.latest("pk").columns["sheet"] == "this_year", "and its headings are known too"
    assert client.get(again).status_code == 200


def test_a_sheet_without_headings_leaves_the_choice() -> None:
    client = client_of("superuser")
    location = str(send(client, workbook(one=COVER, two=[["x", "y"], [1, 2]]), "a.xlsx")["Location"])
    page = client.get(f"{location}columns/")
    assert page.status_code == 200 and page.context["rows"] == [] and page.context["sheets"] == ["one", "two"]
    assert client.post(f"{location}columns/", {"sheet": "nobody"}).status_code == 302
    assert client.post(f"{location}columns/", {"sheet": "two"}).status_code == 302
    assert client.get(f"{location}columns/").context["sheet"] == "two"


def test_a_sheet_of_the_exchange_format_behind_a_cover_needs_no_matching() -> None:
    client = client_of("superuser")
    names = ["id", "title.en", "city.en", "city.country", "status", "topics", "challenge.en"]
    values = ["one-case", "One case", "Tehran", "IR", "running", "waste", "It was dirty."]
    location = str(send(client, workbook(cover=[["Read me"]], cases=[names, values]), "a.xlsx")["Location"])
    assert client.get(location).status_code == 200
    run = ImportRun.objects.get()
    assert run.result["counts"].get("created") == 1, run.result
    client.post(f"{location}confirm/")
    run_jobs()
    assert CaseStudyPage.objects.get().title == "One case"


def test_a_sheet_of_a_thousand_columns_is_asked_about_the_first_and_says_so() -> None:
    client = client_of("superuser")
    speak("en")
    many = [f"ستون {number}" for number in range(400)]
    content = workbook(only=[[*HEAD, *many, "نتایج"], [*ROWS[0], *["x"] * 400, "خوب"]])
    location = str(send(client, content, "wide.xlsx")["Location"])
    page = client.get(f"{location}columns/")
    rows = page.context["rows"]
    assert len(rows) == MOST_ASKED and rows[-1]["name"] == "نتایج", "those that are known are asked"
    assert "305 more columns are left out" in page.content.decode() and len(page.content) < 5_000_000
    client.post(f"{location}columns/", chosen(page))
    run_jobs()
    assert ImportRun.objects.get().result["counts"] == {"created": 1}
