"""Numbers, years and dates as people write them, in either calendar."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from cases.blocks.years import KnownYearFormField
from cases.choices import DatePrecision
from cases.forms.localized.fields import PartialDateFormField
from cases.forms.localized.input import write_number
from cases.written.dates import PartialDate, read_date, read_year
from cases.written.numbers import read_number

LANGUAGES = st.sampled_from(["fa", "en", "ar"])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12.5", "12.5"), ("۱۲٫۵", "12.5"), ("١٢٫٥", "12.5"), ("۱۲/۵", "12.5"), ("۱۲.۵", "12.5"), ("1,234.5", "1234.5"),
        ("۱٬۲۳۴٬۵۶۷٫۲۵", "1234567.25"), ("1 234 567", "1234567"), ("−3", "-3"), ("-۳", "-3"), ("\u200e۱۲\u200f", "12"),
        (".5", "0.5"), ("0", "0"), ("۱،۲۳۴", "1234"), ("  7 ", "7"),
    ],
)  # fmt: skip
def test_numbers(text: str, value: str) -> None:
    assert read_number(text) == Decimal(value)


@pytest.mark.parametrize(
    "text", ["1,23,456", "1.234.5", "many", "", "1e5", "12٪", "۱۲ درصد", "1,234٬567", "½", "NaN", "³"]
)
def test_what_is_no_clear_number(text: str) -> None:
    with pytest.raises(ValueError):
        read_number(text)


@pytest.mark.parametrize(
    ("text", "year"), [("2022", 2022), ("۲۰۲۲", 2022), ("1401", 2022), ("۱۴۰۱", 2022), ("١٣٩٠", 2011)]
)
def test_years(text: str, year: int) -> None:
    assert read_year(text) == year


@pytest.mark.parametrize("text", ["98", "۹۸", "1700", "2300", "20222", "year", "", "-2022", "2022.5"])
def test_what_is_no_clear_year(text: str) -> None:
    with pytest.raises(ValueError):
        read_year(text)


@pytest.mark.parametrize(
    ("text", "day", "precision"),
    [
        ("۱۴۰۱", date(2022, 1, 1), DatePrecision.YEAR),
        ("2022", date(2022, 1, 1), DatePrecision.YEAR),
        ("۱۴۰۱/۵", date(2022, 7, 1), DatePrecision.MONTH),
        ("2022-05", date(2022, 5, 1), DatePrecision.MONTH),
        ("۱۴۰۱/۱۲/۲۹", date(2023, 3, 20), DatePrecision.DAY),
        ("1399/12/30", date(2021, 3, 20), DatePrecision.DAY),
        ("2024-02-29", date(2024, 2, 29), DatePrecision.DAY),
    ],
)
def test_dates(text: str, day: date, precision: DatePrecision) -> None:
    read = read_date(text)
    assert (read, read.precision) == (day, precision)


@pytest.mark.parametrize(
    "text", ["1401/13", "1400/12/30", "2023-02-29", "1401/0", "a", "", "1401//1", "1/2/3/4", "12/05/1401"]
)
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(ValueError):
        read_date(text)


@given(st.decimals(min_value=-(10**15), max_value=10**15, places=6, allow_nan=False), LANGUAGES)
def test_a_number_comes_back(value: Decimal, language: str) -> None:
    assert read_number(write_number(value, language)) == value


@given(st.integers(1800, 2200), LANGUAGES)
def test_a_year_comes_back(year: int, language: str) -> None:
    field = KnownYearFormField()
    with override(language):
        assert field.clean(field.prepare_value(year)) == year


@given(st.dates(date(1801, 1, 1), date(2199, 12, 31)), st.sampled_from(DatePrecision), LANGUAGES)
def test_a_date_comes_back(day: date, precision: DatePrecision, language: str) -> None:
    if precision != DatePrecision.DAY:
        day = day.replace(day=1)
    if precision == DatePrecision.YEAR:
        day = day.replace(month=1)
    field = PartialDateFormField()
    with override(language):
        read = field.clean(field.prepare_value(PartialDate.known_to(precision, day.year, day.month, day.day)))
    assert (read, read.precision) == (day, precision)
