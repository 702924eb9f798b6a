"""Other people's sheets as they come: headings found and recognised, rows read as drafts, nothing lost in silence."""

import io
from typing import Any

import pytest
from django.utils.translation import override

from cases.records.messages import problem_text
from cases.records.sheets.cells import Names
from cases.records.sheets.formats import read_records
from cases.records.sheets.matching.labels import PARTS, label_of, template_columns
from cases.records.sheets.matching.matching import Matching
from cases.records.sheets.matching.recognition import recognised
from cases.written.letters import label_key

from .messy import CASES, messy_workbook
from .of_others import NAMES, found, one, read, table


@pytest.mark.parametrize("above", [[], [["فهرست تجربه‌ها – ۱۴۰۳"]], [["گزارش"], [], [None, "شناسه", None, "زمان"], []]])
def test_the_header_row_is_found_under_titles_and_empty_rows(above: list[list[Any]]) -> None:
    content = table(*above, ["ردیف", "نام پروژه", "شهر", "سال شروع"], [1, "طرح", "مشهد", "۱۳۹۸"])
    headings = found(content)
    assert headings.row == len(above) + 1
    assert [item.column for item in headings.items] == ["", "title.fa", "city.fa", "started"]
    (line,) = [line for line in read(content) if line.record]
    assert line.number == headings.row + 1 and line.record and line.record.started == 2019


@pytest.mark.parametrize(
    ("written", "column"),
    [
        ("عنوان تجربه", "title.fa"), ("عنـوان  تجربه:", "title.fa"), ("عنوان (انگلیسی)", "title.en"),
        ("وضعيت", "status"),
        ("نام پروژه *", "title.fa"), ("Project name", "title.fa"), ("LESSONS LEARNED", "lessons.fa"),
        ("منبع ۲", "sources.2.title"),
        ("Source 2: URL", "sources.2.url"), ("العنوان بالإنجليزية", "title.en"),
        ("هزینه (میلیون تومان)", "cost.amount"),
        ("عنوان / Title", "title.fa"), ("مسئله‌ها", None), ("رنگ", None), ("تلفن", ""), ("ردیف", ""),
    ],
)  # fmt: skip
def test_headings_are_recognised_in_any_spelling(written: str, column: str | None) -> None:
    item = recognised(written)
    assert (item.column("fa") if item else None) == column or (column is None and item is not None and not item.is_sure)


@pytest.mark.parametrize("language", ["fa", "en", "ar"])
def test_our_own_labels_are_recognised_as_what_they_are(language: str) -> None:
    with override(language):
        for column in [*template_columns(language), "indicators.2.unit", "sources.3.url"]:
            item = recognised(f"{label_of(column)} *")
            assert item is not None and item.is_sure and item.column(language) == column, label_of(column)
        assert set(PARTS)


@pytest.mark.parametrize(
    ("texts", "language"),
    [(["گردآوری پسماند"], "fa"), (["جمع النفايات الجافة"], "ar"), (["Dry waste"], "en")],
)
def test_the_language_of_a_text_is_that_of_its_letters(texts: list[str], language: str) -> None:
    headings = found(table(["Title", "City"], [texts[0], texts[0]]))
    assert [item.column for item in headings.items] == [f"title.{language}", f"city.{language}"]


@pytest.mark.parametrize(
    ("written", "topics", "code"),
    [
        ("حمل‌ونقل ", ["mobility"], None), ("مديريت؛ پسماند", ["waste"], "topic_of_nobody"),
        ("پسماند/محیط زیست", ["waste", "environment"], None), ("اتوبوس تندرو (BRT)", ["brt"], None),
        ("اتوبوس تندور", [], "unknown_topic_near"), ("رنگین‌کمان", [], "topic_of_nobody"),
        ("cycling", ["cycling"], None),
    ],
)  # fmt: skip
def test_topics_by_any_spelling_and_the_others_named(written: str, topics: list[str], code: str | None) -> None:
    line = one("موضوع", written)
    assert line.record and line.record.topics == topics, "a draft may have none yet"
    kinds = [note.code for note in line.notes if note.field == "topics" and note.code != "draft_without_topic"]
    assert kinds == ([code] if code else [])
    assert bool(line.record.unverified_notes()) == bool(code), "the word is not lost"


def test_words_that_somebody_chose_are_known() -> None:
    content = table(["عنوان", "شهر", "موضوع", "وضعیت"], ["طرح", "مشهد", "رنگین‌کمان", "نیمه‌تمام"])
    words = {"topics": {label_key("رنگین‌کمان"): "waste"}, "status": {label_key("نيمه تمام"): "discontinued"}}
    line = read(content, found(content).proposed().with_words(words))[-1]
    assert line.record and (line.record.topics, line.record.status) == (["waste"], "discontinued") and not line.notes


@pytest.mark.parametrize(
    ("written", "status", "code"),
    [("در حال اجرا", "running", None), ("اجرا شده", "completed", "status_read_as"),
    ("متوقف", "discontinued", "status_read_as"),
     ("Ongoing", "running", "status_read_as"), ("نيمه تمام", "running", "status_assumed")],
)  # fmt: skip
def test_statuses_in_other_words(written: str, status: str, code: str | None) -> None:
    line = one("وضعیت", written)
    assert line.record and line.record.status == status
    assert [note.code for note in line.notes if note.field == "status"][-1:] == ([code] if code else [])


def test_rows_that_are_no_cases_are_left_out_with_a_note() -> None:
    header = ["ردیف", "عنوان", "شهر", "شروع", "خلاصه"]
    row = [1, "طرح", "مشهد", "۱۳۹۸", "شرح"]
    content = table(
        header, row, [], header, [2, "طرح ", "مشهد", "۱۳۹۸", "شرح"], [3, "طرح", "مشهد", "۱۳۹۹", "شرح"],
        [None, "جمع کل", None, 3], ["تهیه‌کننده: معاونت"], ["# برای خودمان"],
    )  # fmt: skip
    lines = read(content)
    assert [line.record.id for line in lines if line.record] == ["mashhad-trh", "mashhad-trh-2"]
    assert [note.code for line in lines if not line.record for note in line.notes] == [
        "column_left_out", "headings_again", "repeated_row", "sum_row", "stray_row",
    ]  # fmt: skip
    assert any(note.code == "same_title" and note.params["line"] == 2 for line in lines for note in line.notes)


def test_what_lacks_title_or_city_is_refused_and_what_lacks_anything_else_is_a_draft() -> None:
    texts = ["الف", "ب", "پ"]
    content = table(
        ["عنوان", "شهر", "خلاصه", "مسئله", "راه حل"],
        [None, "مشهد", *texts],
        ["طرح", None, *texts],
        ["طرح", "هیچ‌جا", *texts],
        ["طرح", "مشهد"],
    )
    lines = read(content)
    problems = [(problem.field, problem.code, problem.cell) for line in lines for problem in line.problems]
    assert problems == [("title", "missing", ""), ("city", "missing", ""), ("city.fa", "city_of_nobody", "B4")]
    assert [line.record.prose_languages() for line in lines if line.record] == [["fa"]]
    assert lines[-1].record and not lines[-1].record.complete_in("fa")


def test_a_sheet_may_be_of_one_city_that_no_column_names() -> None:
    content = table(["نام پروژه", "سال"], ["طرح", "۱۳۹۸"])
    matching = Matching(found(content).proposed().columns, city="تهران")
    line = read(content, matching)[-1]
    assert line.record and line.record.city.en == "Tehran"
    (line,) = read_records(io.BytesIO(content), NAMES)
    assert [problem.code for problem in line.problems] == ["heading_missing"], "without a person it is asked for"


def test_wrong_parts_are_set_aside_and_the_rest_goes_in() -> None:
    cells = {
        "منبع": "مصاحبه", "نشانی منبع": "ندارد", "منبع ۲": "گزارش", "نشانی منبع ۲": "www.example.ir",
        "پایان": "۱۳۹۰", "شروع": "۱۳۹۸", "نام شاخص": "سهم", "واحد": "تن", "مقدار پایه": "۸۵٪", "سال پایه": "۱۳۹۸",
        "یادداشت": "خصوصی", "خلاصه": "ش" * 800,
    }  # fmt: skip
    line = one("مسئله", "مسئله", *cells.items())
    record = line.record
    assert record is not None, line.problems
    assert [(source.title, source.url) for source in record.sources] == [("گزارش", "https://www.example.ir")]
    assert record.started == 2019 and record.ended is None and len(record.summary["fa"]) <= 700
    assert not record.indicators
    notes = "\n".join(record.unverified_notes())
    for kept in ("منبع: مصاحبه", "پایان: ۱۳۹۰", "مقدار پایه: ۸۵", "یادداشت: خصوصی", "ش" * 800):
        assert kept in notes.replace("\n", "") or kept in notes, kept


def test_the_workbook_of_a_municipality() -> None:
    content = messy_workbook()
    lines = read(content)
    records = [line.record for line in lines if line.record]
    assert len(records) == CASES and not [problem for line in lines for problem in line.problems]
    assert [note.code for line in lines for note in line.notes].count("repeated_row") == 3
    assert len({record.id for record in records}) == CASES
    for language in ("fa", "ar"):
        with override(language):
            for note in (note for line in lines for note in line.notes):
                said = problem_text(note.code, note.params, "ENGLISH")
                assert "ENGLISH" not in said and "%(" not in said, note.code


def test_values_under_no_heading_are_named_in_any_sheet() -> None:
    content = table(["عنوان", "شهر", None], ["طرح", "مشهد", "چیزی"])
    assert ("column_without_heading", "C1") in [(note.code, note.cell) for line in read(content) for note in line.notes]
    row = ["Lyon", "FR", "mobility", "running", "x"]
    ours = table(
        ["id", "title.en", "city.en", "city.country", "topics", "status", "challenge.en"],
        ["a", "A", *row, "more"],
        ["b", "B", *row, "again"],
    )
    lines = list(read_records(io.BytesIO(ours), Names()))
    assert [(note.code, note.cell, note.value) for line in lines for note in line.notes] == [
        ("column_without_heading", "H2", "more")
    ]
    assert all(line.record for line in lines)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_a_csv_of_others_is_parted_as_it_is(separator: str) -> None:
    rows = [["فهرست", "", "", ""], ["عنوان", "شهر", "شروع", "خلاصه"], ["طرح", "مشهد", "۱۳۹۸", "شرح"]]
    content = "\n".join(separator.join(row) for row in rows).encode()
    assert [line.record.started for line in read(content) if line.record] == [2019]


def test_without_a_question_only_what_is_surely_known_goes_in() -> None:
    header = ["عنوان", "شهر", "شروع"]
    (line,) = read_records(io.BytesIO(table(header, ["طرح", "مشهد", "۱۳۹۸"])), NAMES)
    assert line.record and line.record.started == 2019
    (line,) = read_records(io.BytesIO(table([*header, "رنگ", "بو"], ["طرح", "مشهد", "۱۳۹۸", "آبی", "خوش"])), NAMES)
    assert [(problem.code, problem.cell) for problem in line.problems] == [
        ("heading_of_nobody", "D1"), ("heading_of_nobody", "E1"),
    ], "all of them at once"  # fmt: skip


def test_what_is_known_to_be_left_out_needs_no_question() -> None:
    content = table(["ردیف", "عنوان", "شهر", "تلفن", "مسئول"], [1, "طرح", "مشهد", "0915", "مهندس"])
    lines = list(read_records(io.BytesIO(content), NAMES))
    assert [line.record.id for line in lines if line.record] == ["mashhad-trh"]
    assert [note.cell for note in lines[0].notes] == ["A1", "D1", "E1"]


def test_two_headings_of_one_name_are_never_two_titles() -> None:
    content = table(
        ["تجربه", None, "منبع", None], ["عنوان", "شهر", "عنوان", "نشانی"], ["طرح", "مشهد", "گزارش", "www.a.ir"]
    )
    assert [item.column for item in found(content).items][:2] == ["title.fa", "city.fa"]
    assert found(content).items[2].column in ("", "sources.1.title")
