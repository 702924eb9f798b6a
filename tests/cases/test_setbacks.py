"""What went wrong with a case: in files of cases, on its pages, in the API."""

import copy
import io
import json
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override
from openpyxl import load_workbook

from cases.choices import Setback
from cases.forms.setbacks import SetbackListFormField
from cases.models import Case, CaseStudyPage
from cases.records.sheets.writing import write_records
from cases.selectors.case_record import case_records
from cases.selectors.import_template import template_rows, template_xlsx
from cases.services.imports.cases import ImportOptions, import_cases
from home.services.starter import SETBACKS, starter_cases
from tests.conftest import as_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]
PUBLISHED = ImportOptions(publish=True)


@pytest.fixture
def record(starter_records: list[dict[str, Any]]) -> dict[str, Any]:
    return copy.deepcopy(next(one for one in starter_records if one["id"] == "delhi-brt-corridor"))


def imported(record: dict[str, Any], **changes: Any) -> dict[str, int]:
    report = import_cases(as_file([{**record, **changes}]), PUBLISHED)
    assert not report.problems
    return {name: count for name, count in report.counts.items() if count}


def ticked() -> set[tuple[str, ...]]:
    """What the pages of all cases hold, each once."""
    return {tuple(found) for found in CaseStudyPage.objects.values_list("setbacks", flat=True)}


def test_a_file_that_does_not_speak_of_it_keeps_what_is_there(record: dict[str, Any]) -> None:
    imported(record, setbacks=["court", "delay"])
    assert ticked() == {("delay", "court")}, "in the order of the list"
    assert imported(record) == {"unchanged": 1}, "as a file of the first or second edition"
    assert imported(record, started=2007, started_known=None) == {"updated": 1} and ticked() == {("delay", "court")}
    assert imported(record, started=2007, started_known=None, setbacks=[]) == {"updated": 1} and ticked() == {()}
    assert imported(record, started=2007, started_known=None, setbacks=[]) == {"unchanged": 1}


def test_a_language_that_is_added_gets_what_the_others_have(record: dict[str, Any]) -> None:
    prose = ("title", "summary", "challenge", "solution", "results", "limits", "lessons", "transfer")
    english = {name: {"en": record[name]["en"]} for name in prose}
    imported({**record, **english}, setbacks=["protest"])
    imported(record)
    assert CaseStudyPage.objects.count() == 3 and ticked() == {("protest",)}


def test_what_is_no_setback_is_refused_at_its_place(record: dict[str, Any]) -> None:
    report = import_cases(as_file([{**record, "setbacks": ["rain"]}]), PUBLISHED)
    assert [problem.field for problem in report.problems] == ["setbacks.0"] and not Case.objects.exists()


def test_out_and_in_again_as_a_line_and_as_a_sheet(record: dict[str, Any]) -> None:
    imported(record, setbacks=["delay", "court"])
    (line,) = case_records()
    assert line.model_dump(mode="json")["setbacks"] == ["delay", "court"]
    book = io.BytesIO()
    write_records(book, case_records)
    book.seek(0)
    assert import_cases(book, PUBLISHED).counts["unchanged"] == 1
    rows = list(load_workbook(io.BytesIO(book.getvalue())).active.values)
    assert dict(zip(rows[0], rows[1], strict=True))["setbacks"] == "delay|court"


@pytest.mark.parametrize("language", ["fa", "en", "ar"])
def test_a_sheet_may_say_it_in_words(language: str, record: dict[str, Any]) -> None:
    imported(record)
    book = io.BytesIO()
    with override(language):
        words = f"{Setback.COURT.label} | {Setback.PROTEST.label}"
    write_records(book, case_records)
    loaded = load_workbook(io.BytesIO(book.getvalue()))
    sheet = loaded.active
    column = sheet.max_column + 1
    sheet.cell(1, column, "setbacks")
    sheet.cell(2, column, words)
    changed = io.BytesIO()
    loaded.save(changed)
    changed.seek(0)
    assert import_cases(changed, PUBLISHED).counts["updated"] == 1 and ticked() == {("protest", "court")}


def test_templates_have_its_column() -> None:
    header, _helps, example = template_rows()
    assert dict(zip(header, example, strict=True))["setbacks"] == "delay|protest"
    with override("en"):
        headings = next(load_workbook(io.BytesIO(template_xlsx())).active.values)
    assert "What went wrong" in headings


def test_the_form_gives_codes_in_order() -> None:
    assert SetbackListFormField(required=False).clean(["court", "delay"]) == ["delay", "court"]
    assert SetbackListFormField(required=False).clean([]) == []


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("fa", ["چه چیز درست پیش نرفت", "پروندهٔ قضایی"]),
        ("en", ["What went wrong", "Court case"]),
        ("ar", ["ما الذي تعثر"]),
    ],
)
def test_readers_see_it(language: str, texts: list[str], client: Client, record: dict[str, Any]) -> None:
    imported(record, setbacks=["court"])
    page = CaseStudyPage.objects.get(locale__language_code=language)
    shown = client.get(page.get_url()).content.decode()
    assert all(text in shown for text in texts)
    data = client.get(f"/api/v1/cases/{Case.objects.get().code}").json()
    assert data["setbacks"] == ["court"]


def test_every_tag_of_the_starter_collection_is_borne_out_by_its_text(starter_records: list[dict[str, Any]]) -> None:
    told = json.loads(SETBACKS.read_text(encoding="utf-8"))
    texts = {record["id"]: json.dumps(record, ensure_ascii=False) for record in starter_records}
    for case, setbacks in told.items():
        assert setbacks and set(setbacks) <= set(Setback.values), case
        for code, sentence in setbacks.items():
            assert json.dumps(sentence, ensure_ascii=False)[1:-1] in texts[case], (case, code)
    lines = [json.loads(line) for line in starter_cases().splitlines()]
    assert {line["id"]: set(line["setbacks"]) for line in lines if line["setbacks"]} == {
        case: set(setbacks) for case, setbacks in told.items()
    }
    assert {code for setbacks in told.values() for code in setbacks} == set(Setback.values)
