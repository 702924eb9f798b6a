"""The template as a workbook: in the reader's language, with lists to choose from; filled in, it asks nothing."""

import io
from typing import Any

import pytest
from django.utils.translation import override
from openpyxl import load_workbook

from cases.choices import Status
from cases.records.sheets.cells import NamedCity, Names
from cases.records.sheets.formats import headings_of, read_records
from cases.selectors.import_template import template_xlsx
from cases.written.letters import label_key

TOPICS = [("پسماند", "waste", 0), ("تفکیک از مبدأ", "waste-separation", 1)]


def city(names: Any, country: str) -> NamedCity:
    return NamedCity("Tehran", country or "IR", names)


@pytest.mark.parametrize(("language", "is_rtl"), [("fa", True), ("ar", True), ("en", False)])
def test_it_is_in_the_readers_language_with_lists(language: str, is_rtl: bool) -> None:
    with override(language):
        content = template_xlsx(TOPICS)
        running, required = str(Status.RUNNING.label), "*"
    book = load_workbook(io.BytesIO(content))
    cases, topics, lists = book.worksheets
    headings = [str(cell.value) for cell in cases[1]]
    assert 18 <= len(headings) <= 25 and sum(heading.endswith(required) for heading in headings) == 11
    assert all(bool(sheet.sheet_view.rightToLeft) == is_rtl for sheet in book.worksheets)
    assert cases.freeze_panes == "B3" and cases["A2"].value.startswith("# ")
    shown = [(label.value, code.value) for label, code in topics.iter_rows(min_row=2)]
    assert shown == [(label, code) for label, code, _depth in TOPICS]
    rules = {str(rule.sqref): rule.formula1 for rule in cases.data_validations.dataValidation}
    assert len(rules) == 4 and any(topics.title in formula for formula in rules.values())
    assert running in [cell.value for cell in lists["A"]]


@pytest.mark.parametrize("language", ["fa", "ar", "en"])
def test_filled_in_it_is_read_without_a_question_and_its_example_never(language: str) -> None:
    with override(language):
        book = load_workbook(io.BytesIO(template_xlsx(TOPICS)))
        running = str(Status.RUNNING.label)
    sheet = book.worksheets[0]
    given = {
        1: "طرح",
        2: "تهران",
        4: "پسماند",
        5: running,
        6: "۱۳۹۸",
        8: "شرح",
        15: "گزارش",
        16: "https://example.org/r",
    }
    for column, value in given.items():
        sheet.cell(4, column).value = value
    file = io.BytesIO()
    book.save(file)
    headings = headings_of(file)
    assert headings is not None and headings.are_of_template and headings.needs_no_question
    names = Names({label_key("پسماند"): "waste"}, frozenset(["waste"]), {}, city)
    example, filled = read_records(file, names)
    assert example.record is None and [note.code for note in example.notes] == ["example_row"]
    record = filled.record
    assert record is not None, filled.problems
    assert record.title == {language: "طرح"} and record.topics == ["waste"] and record.started == 2019
    assert record.status == "running" and record.sources[0].url == "https://example.org/r" and not filled.notes
