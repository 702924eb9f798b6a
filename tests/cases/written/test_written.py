"""Forms and files read what is written alike, and read back what the site writes."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import override_settings
from hypothesis import example, given
from hypothesis import strategies as st

from cases.blocks.years import KnownYearFormField
from cases.choices import DatePrecision
from cases.forms.localized.fields import FigureFormField
from cases.forms.localized.input import write_day
from cases.records.sheets import cells, dated_cells
from cases.records.sheets.cells import CellError, Names
from cases.selectors import localized_format
from cases.written.dates import GREGORIAN, JALALI, read_date, read_year
from cases.written.letters import label_key, persian_letters
from cases.written.numbers import read_number

DIGITS = "0123456789۰۱۲۳٠١٢٣"
SIGNS = ",.٫٬،/'’ \u00a0\u202f\u200c\u200e-−+%٪"
WRITTEN = st.text(DIGITS + SIGNS, max_size=12) | st.text(max_size=8)
LANGUAGES = st.sampled_from(["fa", "en", "ar"])


def in_form(field: type[Any], text: str) -> Any:
    try:
        return field(required=False).to_python(text)
    except ValidationError:
        return "refused"


def in_file(read: Any, text: str) -> Any:
    try:
        return read(text, Names())
    except CellError:
        return "refused"


def year_in_file(value: Any) -> Any:
    """The year of a cell; what is left of others is refused by the record."""
    year = in_file(dated_cells.year, value)
    return year if year in GREGORIAN else "refused"


@given(WRITTEN.filter(str.strip))
@example(".0000011")
@example("0.0000001")
def test_a_number_is_the_same_in_a_form_and_in_a_file(text: str) -> None:
    read = in_form(FigureFormField, text)
    if isinstance(read, Decimal) and (kept := round(read, 6)):  # of what a spreadsheet computed, six decimals are kept
        read = kept
    assert in_file(cells.number, text) == read


@given((WRITTEN | st.integers(0, 9999).map(str) | st.integers(0, 9999).map("{:,}".format)).filter(str.strip))
def test_a_year_is_the_same_in_a_form_and_in_a_file(text: str) -> None:
    assert in_form(KnownYearFormField, text) == year_in_file(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0,125", "0.125"), ("۰،۱۲۵", "0.125"), ("-0,125", "-0.125"), ("12,5", "12.5"), ("۱۲،۵", "12.5"),
        ("1,234", "1234"), ("1,2345", "1.2345"), ("1234,567", "1234.567"), ("1 234,5", "1234.5"), ("1'234.5", "1234.5"),
        ("1\u200c234", "1234"), ("− 3", "-3"), ("۱۲/۵", "12.5"), ("5.", "5"), ("007", "7"),
    ],
)  # fmt: skip
def test_numbers(text: str, value: str) -> None:
    assert read_number(text) == Decimal(value) == in_form(FigureFormField, text) == in_file(cells.number, text)


@pytest.mark.parametrize(
    "text",
    ["0٬125", "0 125", "00,5", "012,345", "1/2", "12 5", "1.234.567", "1.234,5", ",5", "12,", "12٪", "1,234,5", "--1"],
)
def test_what_is_no_clear_number(text: str) -> None:
    assert in_form(FigureFormField, text) == in_file(cells.number, text) == "refused"


def test_a_number_as_a_spreadsheet_writes_it_is_read_in_files_only() -> None:
    assert in_file(cells.number, "1.5E+06") == 1_500_000 and in_form(FigureFormField, "1.5E+06") == "refused"


@given(st.integers(0, 9999))
def test_no_year_is_in_two_calendars(year: int) -> None:
    assert not (year in JALALI and year in GREGORIAN)
    if year in JALALI:
        assert read_year(str(year)) == year + 621
    elif year in GREGORIAN:
        assert read_year(str(year)) == year
    else:
        assert in_form(KnownYearFormField, f"{year:04}") == year_in_file(f"{year:04}") == "refused"
        assert year_in_file(year) == "refused", "a number of the spreadsheet"


@given(
    st.decimals(min_value=-(10**12), max_value=10**12, places=6, allow_nan=False) | st.integers(-(10**12), 10**12),
    LANGUAGES,
    st.sampled_from(["latn", "arab"]),
)
def test_a_number_that_the_site_writes_is_read_back(value: Decimal | int, language: str, arabic: str) -> None:
    with override_settings(ARABIC_DIGITS=arabic):
        shown = localized_format.number(value, language)
    assert read_number(shown) == value == in_form(FigureFormField, shown) == in_file(cells.number, shown)


@given(st.dates(date(1801, 1, 1), date(2199, 12, 31)), LANGUAGES)
def test_a_day_that_the_site_writes_is_read_back(day: date, language: str) -> None:
    read = read_date(write_day(day, language))
    assert (read, read.precision) == (day, DatePrecision.DAY)


def test_letters_that_are_one_to_a_reader() -> None:
    assert label_key("مدیریت\u200cپسماند") == label_key("مديريت پسماند") == label_key("مدیریتِ  پسـماند")
    assert label_key("إيران") == label_key("ایران") != label_key("تیران")
    assert persian_letters("كاري ة") == "کاری ة", "only what an old keyboard lacks is written anew"
