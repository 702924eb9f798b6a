"""Other people's sheets in the admin: one file, a screen of columns, a preview, and their cases are drafts."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from cases.models import Case, CaseStudyPage, City, ImportRun, KnownMatching
from home.services.task_queue import run_jobs
from tests.cases.sheets.making import CASE, sheet
from tests.cases.sheets.messy import CASES, messy_workbook

from .test_admin import client_of
from .test_imports import send, speak

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> None:
    settings.IMPORT_DIR = tmp_path / "imports"


def chosen(page: Any, **changes: str) -> dict[str, str]:
    """What a person sends who changes nothing but this."""
    form = page.context["form"]
    return {field.html_name: str(field.value() or "") for field in form} | changes


def matched(client: Client, content: bytes, name: str = "cases.xlsx", **changes: str) -> str:
    """Address of the run, after the file was sent and its columns matched."""
    location = str(send(client, content, name)["Location"])
    columns = client.get(location)
    assert columns.status_code == 302 and columns["Location"] == f"{location}columns/"
    response = client.post(f"{location}columns/", chosen(client.get(f"{location}columns/"), **changes))
    assert response.status_code == 302, response.context["form"].errors
    run_jobs()
    return location


def test_a_messy_workbook_becomes_its_cases_in_one_round() -> None:
    client = client_of("superuser")
    location = matched(client, messy_workbook())
    page = client.get(location).content.decode()
    assert not Case.objects.exists() and "منطقه" in page and "رسته بندی مشاغل" in page
    assert ImportRun.objects.get().result["counts"] == {"created": CASES}
    client.post(f"{location}confirm/")
    run_jobs()
    pages = CaseStudyPage.objects.select_related("city", "locale")
    assert Case.objects.count() == CASES == pages.count()
    assert {page.locale.language_code for page in pages} == {"fa"} and not any(page.live for page in pages)
    assert {page.city.slug for page in pages} == {"mashhad"} and City.objects.get(slug="mashhad").country == "IR"
    first = pages.get(title="گردآوری پسماند با نوبت")
    assert (first.started, str(first.started_known), first.ended) == (2019, "1398", 2022)
    assert (first.cost_amount, first.cost_currency) == (125_000_000_000, "IRR")
    assert [topic.code for topic in first.topics.all()] == ["waste-separation"]
    case = Case.objects.get(pages=first)
    assert "عدد امروز: ۱۰ تا ۱۲" in case.unverified and "یادداشت داخلی: با آقای مرادی تماس گرفته شود" in case.unverified
    assert "09151234567" not in "".join(case.unverified), "a telephone number is left out unless somebody takes it"
    client.post(f"{location}undo/")
    run_jobs()
    assert not Case.objects.exists()


def test_the_screen_chooses_what_it_knows_and_names_what_it_leaves_out() -> None:
    client = client_of("superuser")
    location = send(client, messy_workbook(), "cases.xlsx")["Location"]
    for language, left_out, column in (
        ("fa", "کنار گذاشته می‌شود", "مسئله"),
        ("en", "Left out", "Challenge"),
        ("ar", "لا يؤخذ", "المشكلة"),
    ):
        speak(language)
        page = client.get(f"{location}columns/")
        text = page.content.decode()
        assert left_out in text
        rows = {row["name"]: row["field"].value() for row in page.context["rows"]}
        assert rows["عنوان تجربه"] == "title.fa" and rows["مسئله"] == "challenge.fa" and rows["منطقه"] == ""
        assert [row["name"] for row in page.context["left_out"]] == ["ردیف", "منطقه", "تلفن"]
        assert column in text and "گردآوری پسماند" in text


def test_a_choice_is_refused_that_loses_something_and_kept_as_it_was() -> None:
    client = client_of("superuser")
    speak("en")
    location = send(client, messy_workbook(), "cases.xlsx")["Location"]
    page = client.get(f"{location}columns/")
    at = {row["name"]: row["field"].html_name for row in page.context["rows"]}
    for changes, said in (
        ({at["وضعيت"]: "started"}, "Two headings have this column"),
        ({at["عنوان تجربه"]: ""}, "Choose the column with the titles"),
        ({at["شهر"]: ""}, "Choose the column with the cities"),
        ({at["شهر"]: "nonsense"}, "nonsense"),
    ):
        response = client.post(f"{location}columns/", chosen(page, **changes))
        assert response.status_code == 200 and said in response.content.decode(), said
        name = next(iter(changes))
        assert response.context["form"][name].value() == changes[name]
    assert ImportRun.objects.get().stage == "match" and not KnownMatching.objects.exists()


def test_a_matching_is_remembered_for_these_headings() -> None:
    client = client_of("superuser")
    first = client.get(f"{send(client, messy_workbook(3), 'a.xlsx')['Location']}columns/")
    district = next(row["field"].html_name for row in first.context["rows"] if row["name"] == "منطقه")
    matched(client, messy_workbook(3), **{district: "unverified"})
    again = send(client, messy_workbook(5), "next.xlsx")["Location"]
    run = ImportRun.objects.first()
    assert run is not None and run.stage == "check" and run.result["counts"] == {"created": 5}
    page = client.get(again)
    assert page.status_code == 200 and f"{again}columns/" in page.content.decode(), "and can be matched anew"
    client.post(f"{again}confirm/")
    run_jobs()
    assert any(note.startswith("منطقه: ") for case in Case.objects.all() for note in case.unverified)


def test_words_that_no_list_has_are_asked_and_checked_again() -> None:
    client = client_of("superuser")
    location = matched(client, messy_workbook())
    page = client.get(location)
    words = page.context["words"]
    labels = {field.label: field.html_name for field in words}
    assert {"رسته بندی مشاغل", "نيمه تمام"} <= set(labels)
    answers = {field.html_name: "" for field in words}
    answers |= {labels["رسته بندی مشاغل"]: "local-economy", labels["نيمه تمام"]: "discontinued"}
    client.post(f"{location}words/", answers)
    run_jobs()
    client.post(f"{location}confirm/")
    run_jobs()
    page_of = CaseStudyPage.objects.get(title="خط ویژهٔ اتوبوس")
    assert [topic.code for topic in page_of.topics.all()] == ["local-economy"]
    assert CaseStudyPage.objects.get(title="بام سبز مدارس").status == "discontinued"


def test_our_own_columns_and_the_template_ask_nothing() -> None:
    client = client_of("superuser")
    location = send(client, sheet(CASE).encode())["Location"]
    assert client.get(location).status_code == 200 and ImportRun.objects.get().stage == "check"
    assert client.get(f"{location}columns/").status_code == 302, "there is nothing to match"


@pytest.mark.parametrize("role", ["anonymous", "plain", "taxonomy keeper"])
def test_only_who_imports_matches_columns(role: str) -> None:
    location = send(client_of("editor"), messy_workbook(3), "cases.xlsx")["Location"]
    run = ImportRun.objects.get()
    other = client_of(role)
    assert other.get(f"{location}columns/").status_code in (302, 403)
    for action in ("columns", "words"):
        other.post(f"{location}{action}/", {})
    run.refresh_from_db()
    assert run.stage == "match" and run.columns is None


def test_a_command_names_every_heading_it_does_not_know_or_leaves_them_out_when_told(tmp_path: Path) -> None:
    path, errors = tmp_path / "cases.xlsx", io.StringIO()
    path.write_bytes(messy_workbook(5))
    with pytest.raises(CommandError):
        call_command("import_cases", path, verbosity=0, stderr=errors)
    assert "C3: line 3: is no column that is known" in errors.getvalue() and not Case.objects.exists()
    call_command("import_cases", path, "--leave-out-unknown", verbosity=0, stderr=errors)
    assert Case.objects.count() == 5 and "C3: line 3: is left out" in errors.getvalue()
    call_command(
        "import_cases", path, "--leave-out-unknown", verbosity=0, stdout=(said := io.StringIO()), stderr=errors
    )
    assert "5 unchanged" in said.getvalue(), "ids are made alike each time"
