"""Numbers and dates as readers of each language write them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from cases.selectors import localized_format as localized_format
from cases.selectors.amounts import number_in_words
from cases.selectors.reader_choice import ReaderChoice, written_for


@pytest.mark.parametrize(
    ("value", "language", "expected"),
    [
        (1234567, "fa", "۱٬۲۳۴٬۵۶۷"),
        (Decimal("1234.500000"), "fa", "۱٬۲۳۴٫۵"),
        (Decimal("1234.500000"), "en", "1,234.5"),
        (Decimal("1E+3"), "ar", "1,000"),
        (0, "en", "0"),
        (Decimal("-2.50"), "en", "-2.5"),
        (None, "fa", ""),
    ],
)
def test_numbers(value: Decimal | int | None, language: str, expected: str) -> None:
    assert localized_format.number(value, language) == expected


def test_moments() -> None:
    moment = datetime(2026, 11, 25, 9, 5, tzinfo=UTC)
    assert localized_format.moment(moment, "fa") == "۴ آذر ۱۴۰۵، ۱۲:۳۵"
    assert localized_format.moment(moment, "en") == "25 November 2026, 12:35"
    assert localized_format.moment(moment.date(), "fa") == "۴ آذر ۱۴۰۵"


@pytest.mark.parametrize(
    ("language", "calendar", "digits", "said"),
    [
        ("fa", "gregorian", "", "۱ دسامبر ۲۰۲۶"),
        ("fa", "hijri", "", "۲۱ جمادی‌الثانی ۱۴۴۸"),
        ("fa", "", "latin", "10 آذر 1405"),
        ("en", "jalali", "", "10 Azar 1405"),
        ("en", "hijri", "persian", "۲۱ Jumada II ۱۴۴۸"),
        ("ar", "hijri", "arabic", "٢١ جمادى الآخرة ١٤٤٨"),
        ("ar", "jalali", "", "10 آذر 1405"),
    ],
)
def test_days_and_digits_as_a_reader_chose(language: str, calendar: str, digits: str, said: str) -> None:
    with written_for(ReaderChoice(calendar, digits)):
        assert localized_format.day(date(2026, 12, 1), language) == said
    assert localized_format.day(date(2026, 12, 1), "en") == "1 December 2026"


def test_what_is_remembered_of_one_reader_is_not_shown_to_another() -> None:
    amount = Decimal("386000000000")
    with written_for(ReaderChoice(digits="persian")):
        assert number_in_words(amount, "en").startswith("۳۸۶")
    assert number_in_words(amount, "en").startswith("386")


def test_a_day_outside_the_tables_of_umm_al_qura_is_gregorian() -> None:
    with written_for(ReaderChoice(calendar="hijri")):
        assert localized_format.day(date(1890, 5, 1), "en") == "1 May 1890"


def test_days() -> None:
    day = date(2026, 11, 25)
    assert localized_format.day(day, "fa") == "۴ آذر ۱۴۰۵"
    assert localized_format.day(day, "en") == "25 November 2026"
    assert localized_format.day(day, "ar") == "25 نوفمبر 2026"


def test_years_name_both_jalali_years_they_span() -> None:
    assert localized_format.year(2008, "fa") == "۲۰۰۸ (۱۳۸۶–۱۳۸۷)"
    assert localized_format.year(2008, "en") == "2008"
    assert localized_format.year(None, "fa") == ""


def test_months() -> None:
    assert localized_format.month(date(2019, 5, 1), "en") == "May 2019"
    assert localized_format.month(date(2019, 5, 1), "fa") == "اردیبهشت–خرداد ۱۳۹۸"
