"""Sheets of cases: every record can be written as one, and every cell that is wrong is named."""

import csv
import io
import json
import re
from decimal import Decimal
from typing import Any

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from cases.records.messages import MESSAGES, problem_text
from cases.records.problems import Line
from cases.records.sheets.cells import CellError, Names, boolean, country, number, plain
from cases.records.sheets.columns import KINDS, column_name
from cases.records.sheets.dated_cells import series, year
from cases.records.sheets.example import EXAMPLE_TITLES
from cases.records.sheets.formats import read_records
from cases.selectors.import_template import template_columns, template_csv, template_xlsx
from cases.written.letters import label_key
from tests.conftest import as_file
from tests.sheets import as_csv, as_rows, as_xlsx, xlsx

NO_NAMES = Names()


def read(file: io.BytesIO | bytes, names: Names = NO_NAMES) -> list[Line]:
    return list(read_records(io.BytesIO(file) if isinstance(file, bytes) else file, names))


def same(lines: list[Line], records: list[dict[str, Any]]) -> None:
    expected = [line.record for line in read(as_file(records))]
    assert [line.problems for line in lines if line.problems] == []
    for line, record in zip(lines, expected, strict=True):
        assert line.record is not None and record is not None
        assert one_way_of_dating(line.record.model_dump(mode="json")) == one_way_of_dating(
            record.model_dump(mode="json")
        )


def one_way_of_dating(record: dict[str, Any]) -> dict[str, Any]:
    """The record with Gregorian months and days of measurements as ``date``, as which a cell gives them."""
    for point in (point for indicator in record["indicators"] for point in indicator["measurements"]):
        if point.get("known", {}).get("calendar") == "gregorian":
            point["date"] = point.pop("known")["date"]
    return record


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_starter_collection_as_csv_is_the_same(
    starter_records: list[dict[str, Any]], encoding: str, separator: str
) -> None:
    same(read(as_csv(starter_records, encoding, separator)), starter_records)


@pytest.mark.parametrize("shared", [True, False])
def test_the_starter_collection_as_a_workbook_is_the_same(starter_records: list[dict[str, Any]], shared: bool) -> None:
    same(read(as_xlsx(starter_records, shared=shared)), starter_records)


def test_broken_utf8_is_not_taken_for_windows() -> None:
    content = "id,title.fa\na,عنوان درست\n".encode() + b"b,\xff\xfe\n"
    problems = [problem for line in read(content) for problem in line.problems]
    assert "bad_bytes" in {problem.code for problem in problems}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("۱٬۲۳۴٫۵", "1234.5"), ("1,234.5", "1234.5"), ("12,5", "12.5"), ("1,234,567", "1234567"), ("−3", "-3"),
        ("٣٫١٤", "3.14"), (2010.0, "2010.0"), (3, "3"), ("1 234", "1234"), ("1e3", "1000"),
    ],
)  # fmt: skip
def test_numbers_in_any_digits(written: Any, meant: str) -> None:
    assert number(written, NO_NAMES) == Decimal(meant)


@pytest.mark.parametrize("written", ["", "many", "1,2,3", "1.2.3", "nan", "inf", "--1"])
def test_what_is_no_number(written: str) -> None:
    with pytest.raises(CellError):
        number(written, NO_NAMES)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9))
def test_a_number_is_the_same_in_persian(value: Decimal) -> None:
    persian = f"{value:,f}".translate(str.maketrans("0123456789,.", "۰۱۲۳۴۵۶۷۸۹٬٫"))
    assert number(persian, NO_NAMES) == value == number(f"{value:,f}", NO_NAMES)


@given(st.one_of(st.text(), st.floats(), st.integers(), st.booleans()))
def test_no_cell_breaks_its_reader(value: Any) -> None:
    for kind in set(KINDS.values()):
        try:
            kind.read(value, NO_NAMES)
        except CellError as error:
            assert error.code in MESSAGES


def test_years_of_both_calendars() -> None:
    assert [year(text, NO_NAMES) for text in ("۱۳۸۷", "2008", 1402.0)] == [2008, 2008, 2023]


def test_words_for_codes() -> None:
    assert [country(text, NO_NAMES) for text in ("ir", "ایران", "Iran", "إيران", "nowhere")] == ["IR"] * 4 + ["nowhere"]
    assert [boolean(text, NO_NAMES) for text in ("بله", "YES", "0", "خیر")] == [True, True, False, False]
    assert [KINDS["status"].read(text, NO_NAMES) for text in ("در حال اجرا", "Running", "RUNNING")] == ["running"] * 3
    names = Names({label_key("پسماند"): "waste"})
    assert KINDS["topics"].read("پسماند، Mobility", names) == ["waste", "mobility"]


def test_a_series() -> None:
    found = series("۱۳۹۰: ۱۲٫۵ [2]\n2015-06: 30 | 2016/6/7 = 1,000", NO_NAMES)
    assert found == [
        {"year": 2011, "value": Decimal("12.5"), "source": 2, "known": {"calendar": "jalali", "date": "1390"}},
        {"year": 2015, "value": 30, "date": "2015-06"},
        {"year": 2016, "value": 1000, "date": "2016-06-07"},
    ]
    assert series("1397 (2019): 150 reported [2] | ۱۳۹۰/۰۵: ۳ برآوردشده", NO_NAMES) == [
        {
            "year": 2019, "value": 150, "kind": "reported", "source": 2,
            "known": {"calendar": "jalali", "date": "1397"},
        },
        {"year": 2011, "value": 3, "kind": "estimated", "known": {"calendar": "jalali", "date": "1390-05"}},
    ]  # fmt: skip
    for bad in ("2010", "2010: many", "1390-13: 3", "1390 (2019): 3", "soon: 3"):
        with pytest.raises(CellError):
            series(bad, NO_NAMES)


@pytest.mark.parametrize("written", ["Title (fa)", "title_fa", " TITLE.FA ", "title fa", "title[fa]"])
def test_spellings_of_a_column(written: str) -> None:
    assert column_name(written) == "title.fa"
    assert column_name("Source 1 – url") == "sources.1.url"


def test_a_share_with_a_decimal_comma_is_not_a_thousand_times_as_much() -> None:
    names = (
        "id;title.en;city.en;city.country;topics;status;challenge.en;indicators.1.name.en;indicators.1.unit;"
        "indicators.1.direction;indicators.1.baseline.year;indicators.1.baseline.value;"
        "sources.1.title;sources.1.url;sources.1.seen"
    )
    row = (
        "field-dec;A field trial;Testville;FR;mobility;running;Something was hard.;Share of trips by bicycle;percent;"
        "up;2010;0,125;A report;https://example.org/r;yes"
    )
    (line,) = read(f"{names}\n{row}\n".encode())
    assert line.record and line.record.indicators[0].baseline, line.problems
    assert line.record.indicators[0].baseline.value == Decimal("0.125")


def thrice(name: str, value: Any) -> Any:
    """The cell with every number of a source three times as large."""
    if name.endswith(".source") and isinstance(value, int):
        return value * 3
    if name.endswith(".sources") and value:
        return "|".join(str(int(number) * 3) for number in value.split("|"))
    return value


def test_gaps_and_order_of_numbered_columns_do_not_matter(starter_records: list[dict[str, Any]]) -> None:
    names, row = as_rows(starter_records[:1])
    moved = [re.sub(r"^(sources|partners)\.(\d+)", lambda m: f"{m[1]}.{int(m[2]) * 3}", name) for name in names]
    cells = [thrice(name, value) for name, value in zip(names, row, strict=True)]
    same(read(xlsx([moved[::-1], cells[::-1]])), starter_records[:1])


@pytest.mark.parametrize(
    ("change", "cell", "code"),
    [
        ({"started": "soon"}, "started", "not_a_number"),
        ({"started": "20233"}, "started", "less_than_equal"),
        ({"status": "finished"}, "status", "enum"),
        ({"city.country": "Atlantis"}, "city.country", "country"),
        ({"city.lat": "95"}, "city.lat", "less_than_equal"),
        ({"sdgs": "11|99"}, "sdgs", "less_than_equal"),
        ({"sources.1.url": "javascript:alert(1)"}, "sources.1.url", "string_pattern_mismatch"),
        ({"sources.1.title": None}, "sources.1.title", "missing"),
        ({"sources.1.seen": "perhaps"}, "sources.1.seen", "not_yes_or_no"),
        ({"indicators.1.measurements": "2010"}, "indicators.1.measurements", "not_a_series"),
        ({"indicators.1.measurements": "2010: 1 [77]"}, "indicators.1.measurements", "no_such_source"),
        ({"indicators.1.source": "77"}, "indicators.1.source", "no_such_source"),
        ({"title.fa": "#REF!"}, "title.fa", "spreadsheet_error"),
        ({"title.fa": "a\x07b"}, "title.fa", "control_characters"),
        ({"title.fa": "x" * 300}, "title.fa", "too_long"),
        ({"topics": "waste|waste"}, "topics", "topic_twice"),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_named(
    starter_records: list[dict[str, Any]], change: dict[str, Any], cell: str, code: str
) -> None:
    names, row = as_rows(starter_records[:1])
    changed = [change.get(name, value) if name in change else value for name, value in zip(names, row, strict=True)]
    out = io.StringIO(newline="")
    csv.writer(out).writerows([names, changed])
    (line,) = read(out.getvalue().encode())
    problem = next(p for p in line.problems if p.field == cell)
    assert problem.code == code and problem.cell[-1] == "2"
    for language in ("fa", "en", "ar"):
        with override(language):
            said = problem_text(problem.code, problem.params, "ENGLISH")
            assert said and "ENGLISH" not in said and "%(" not in said


@pytest.mark.parametrize(
    ("header", "code"),
    [
        (["id", "sourcess.1.url"], "unknown_column_near"),
        (["id", "درباره"], "unknown_column"),
        (["id", "ID"], "column_twice"),
        (["sources", "sources.1.url"], "json_and_numbered"),
        (["# mine"], "no_header"),
        (["id", "sources.101.url"], "unknown_column_near"),
    ],
)  # fmt: skip
def test_a_header_that_cannot_be_used_ends_it(header: list[str], code: str) -> None:
    (line,) = read(xlsx([["", *header], ["a"] * 9]))
    assert line.record is None and line.problems[0].code == code


def test_own_columns_and_rows_are_left_out(starter_records: list[dict[str, Any]]) -> None:
    names, row = as_rows(starter_records[:1])
    lines = read(xlsx([["# mine", *names], ["# a note", *row], ["private", *row], []]))
    assert len(lines) == 1 and lines[0].record and lines[0].number == 3


def test_json_in_a_cell(starter_records: list[dict[str, Any]]) -> None:
    record = starter_records[0]
    names, row = as_rows([{**record, "sources": [], "indicators": [], "cost": None, "adoptions": [], "documents": []}])
    groups = ["sources", "indicators", "cost", "adoptions", "documents"]
    same(read(xlsx([[*names, *groups], [*row, *[json.dumps(record[name]) for name in groups]]])), [record])


@pytest.mark.parametrize("language", ["fa", "en", "ar"])
def test_the_example_of_the_template_is_never_imported_and_a_case_in_its_place_is(language: str) -> None:
    with override(language):
        for content in (template_csv(), template_xlsx()):
            (line,) = read(content)
            assert line.record is None and not line.problems and line.number == 3
            assert [note.code for note in line.notes] == ["example_row"]
        (line,) = read(filled_template())
        assert line.record is not None, line.problems
        assert line.record.prose_languages() == ["en", "fa"] and line.number == 3
    assert {column_name(name) for name in template_columns()} == set(template_columns())


def filled_template() -> bytes:
    """The template with the title of the example replaced."""
    return template_csv().replace(EXAMPLE_TITLES["en"].encode(), b"Dry waste")


def test_dates_and_numbers_of_excel_are_read_as_meant() -> None:
    assert plain(2010.0) == "2010" and plain(True) == "true"


def test_the_example_of_the_template_shows_everything_that_a_record_may_say() -> None:
    with override("en"):
        (line,) = read(filled_template())
    record = line.record
    assert record is not None and record.cost is not None and record.outcome is not None
    assert record.started_known and record.started_known.date == "1398" and record.started == 2019
    assert record.city.population and record.city.population.known and record.city.climate == "BSk"
    assert record.results_points[0].sources == [0] and record.brief["fa"] and record.unchecked()
    assert (record.cost.kind, record.cost.basis) == ("part", {"en": "vehicles only", "fa": "تنها خودروها"})
    assert [point.kind for point in record.indicators[0].measurements] == ["estimated", "measured"]
    assert record.sources[0].kind == "official" and record.sources[0].known
