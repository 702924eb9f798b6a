"""Workbooks as people send them: what a cell shows is read, or refused at the cell, and never lost in silence."""

import re
import time
from decimal import Decimal
from typing import Any

import pytest

from .making import (
    VALUE,
    YEAR,
    cell_of,
    codes,
    formatted,
    read,
    record_of,
    strict,
    with_part,
    with_shared_texts,
    workbook,
)


@pytest.mark.parametrize("code", ["0.0%", "0%", "0.00 %", "[Red]0.0%;-0.0%", '0.0%_);"("0.0%")"', "[$-fa-IR]0.0%"])
def test_a_number_shown_in_percent_is_read_as_it_is_shown(code: str) -> None:
    (line,) = read(formatted(VALUE, 0.375, code))
    assert line.record and line.record.indicators[0].baseline.value == Decimal("37.5")
    assert codes(line) == {VALUE: "read_in_percent"} and line.notes[0].cell == "L2"


@pytest.mark.parametrize("code", ['0.0"%"', r"0.0\%", "General", "0.00"])
def test_a_sign_that_only_stands_beside_the_number_changes_nothing(code: str) -> None:
    assert record_of(formatted(VALUE, 37.5, code)).indicators[0].baseline.value == Decimal("37.5")


def test_a_percentage_of_another_unit_or_another_field_is_refused_at_its_cell() -> None:
    (line,) = read(formatted(VALUE, 0.375, "0%", **{"indicators.1.unit": "share"}))
    assert codes(line) == {VALUE: "percent_for_unit"} and line.problems[0].cell == "L2"
    (line,) = read(formatted("city.area_km2", 0.375, "0%"))
    assert codes(line) == {"city.area_km2": "percent"}
    (line,) = read(workbook({"indicators.1.measurements": "2010: 12.5% | 2015: ۳۰٪ measured"}))
    assert line.record and [point.value for point in line.record.indicators[0].measurements] == [Decimal("12.5"), 30]


@pytest.mark.parametrize(("typed", "year"), [(2015, 2015), (1398, 2019)])
def test_a_year_in_a_cell_that_shows_dates_is_the_year_that_was_typed(typed: int, year: int) -> None:
    (line,) = read(formatted(YEAR, typed, "yyyy-mm-dd"))
    assert line.record and line.record.indicators[0].baseline.year == year
    assert codes(line) == {YEAR: "year_shown_as_date"}


@pytest.mark.parametrize(
    ("code", "known"),
    [("yyyy-mm-dd", "2015-06-30"), ("d/m/yyyy", "2015-06-30"), ("mmm yyyy", "2015-06"), ("yyyy", None)],
)
def test_a_date_has_its_year_as_far_as_the_cell_shows_it(code: str, known: str | None) -> None:
    (line,) = read(formatted("started", 42185, code))  # 30 June 2015
    assert line.record and line.record.started == 2015
    assert (line.record.started_known and line.record.started_known.date) == known
    assert codes(line) == ({"started": "year_of_date"} if "d" in code else {})


def test_dates_of_old_macs_begin_four_years_later() -> None:
    old = with_part(
        formatted("started", 40723, "yyyy"),
        lambda text: text.replace("<workbookPr />", '<workbookPr date1904="1" />'),
        "xl/workbook.xml",
    )
    assert record_of(old).started == 2015


def test_a_date_where_a_number_is_asked_is_refused_at_its_cell() -> None:
    (line,) = read(formatted(VALUE, 42185, "d-mmm"))
    assert codes(line) == {VALUE: "date_for_number"}


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("One_x000D_\ntwo", "One\ntwo"), ("One_x000D_two", "One\ntwo"), ("One_x000a_two", "One\ntwo"),
        ("caf_x00E9_", "café"), ("_x005F_x000D_ as such", "_x000D_ as such"), ("snake_x_case", "snake_x_case"),
        ("a _xD83D__xDE8C_ b", "a 🚌 b"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("shared", [True, False])
def test_escapes_are_the_characters_that_they_stand_for(written: str, text: str, shared: bool) -> None:
    content = workbook({"challenge.en": "HERE"})
    content = with_part(content, lambda xml: xml.replace("HERE", written))
    record = record_of(with_shared_texts(content) if shared else content)
    assert record.challenge == {"en": text}


def test_a_formula_without_its_value_is_a_problem_at_its_cell() -> None:
    (line,) = read(workbook({"started": "=2010+5"}))
    assert codes(line) == {"started": "formula_without_value"} and line.problems[0].params["formula"] == "=2010+5"
    (line,) = read(workbook({}, prepare=lambda sheet: sheet.__setitem__("Q1", '="start"&"ed"')))
    assert line.problems[0].code == "formula_without_value" and line.problems[0].cell == "Q1"


def test_a_formula_with_its_value_is_read() -> None:
    content = workbook({"started": "=2010+5", "ended": '=""'})
    for formula, value in (("2010+5", "<v>2015</v>"), ('""', "<v></v>")):
        content = with_part(content, lambda xml, f=formula, v=value: re.sub(  # type: ignore[misc]
            rf'(<c r="[PQ]2")([^>]*)><f>{re.escape(f)}</f><v ?/?>(</v>)?',
            rf'\1{" t=" + chr(34) + "str" + chr(34) if v == "<v></v>" else ""}><f>{f}</f>{v}', xml
        ))  # fmt: skip
    record = record_of(content)
    assert (record.started, record.ended) == (2015, None)


def test_a_value_of_merged_cells_holds_for_the_rows_below_with_a_note() -> None:
    rows: list[dict[str, Any]] = [{"started": 2015}, {}, {}, {"started": 2020}]
    first, second, third, last = read(workbook(*rows, prepare=lambda sheet: sheet.merge_cells("P2:P4")))
    years = [line.record.started for line in (first, second, third, last) if line.record]
    assert years == [2015, 2015, 2015, 2020] and not first.notes and not last.notes
    assert codes(second) == codes(third) == {"started": "merged_down"}
    assert second.notes[0].params == {"cell": "P2"} and third.notes[0].cell == "P4"


def test_merged_cells_beside_each_other_are_taken_once_with_a_note() -> None:
    (line,) = read(workbook({"started": 2015, "ended": None}, prepare=lambda sheet: sheet.merge_cells("P2:Q2")))
    assert line.record and (line.record.started, line.record.ended) == (2015, None)
    assert codes(line) == {"started": "merged_across"}


def test_merged_cells_make_no_case_of_an_empty_row() -> None:
    assert len(read(workbook({"started": 2015}, prepare=lambda sheet: sheet.merge_cells("P2:P9")))) == 1


def test_a_computed_share_is_rounded_with_a_note() -> None:
    (line,) = read(workbook({VALUE: 34.146341463414636}))
    assert line.record and line.record.indicators[0].baseline.value == Decimal("34.146341")
    assert codes(line) == {VALUE: "rounded"}
    (line,) = read(workbook({VALUE: 0.1 + 0.2, "indicators.1.measurements": f"2015: {1 / 3}"}))
    assert line.record and line.record.indicators[0].baseline.value == Decimal("0.3")
    assert line.record.indicators[0].measurements[0].value == Decimal("0.333333")
    (line,) = read(workbook({VALUE: 0.0000001}))
    assert codes(line) == {VALUE: "too_many_digits"}, "nothing would be left of it"


def test_strict_open_xml_is_read() -> None:
    made = strict(formatted("started", 42185, "yyyy"))
    assert b"purl" not in made  # packed
    assert record_of(made).started == 2015


def test_a_note_in_the_last_row_costs_nothing() -> None:
    content = workbook({}, prepare=lambda sheet: sheet.cell(1_048_576, 1, "# the end"))
    began = time.monotonic()
    (line,) = read(content)
    assert line.record and line.number == 2 and time.monotonic() - began < 2
    last = workbook({}, prepare=lambda sheet: sheet.cell(1_048_576, 1, "left-over"))
    assert [line.number for line in read(last)] == [2, 1_048_576]


def test_merged_ranges_that_lie_over_each_other_are_refused() -> None:
    def many(xml: str) -> str:
        ranges = '<mergeCell ref="A3:A9"/>' * 30_000
        return xml.replace("</sheetData>", f"</sheetData><mergeCells>{ranges}</mergeCells>")

    lines = read(with_part(workbook({}, {}), many))
    assert lines[-1].problems[0].code == "bad_xlsx"


def test_a_cell_below_another_is_read_by_its_own_column() -> None:
    def prepare(sheet: Any) -> None:
        cell_of(sheet, "started").value = None
        cell_of(sheet, "ended").value = 2020

    assert record_of(workbook({"started": 1, "ended": 1}, prepare=prepare)).ended == 2020
