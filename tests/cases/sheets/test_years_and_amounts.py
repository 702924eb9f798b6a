"""Years and amounts of money in the cells of other people's sheets."""

from decimal import Decimal
from typing import Any

import pytest

from cases.written.amounts import TOMAN, MoneyUnit, money_unit, read_amount

from .of_others import codes, one


@pytest.mark.parametrize(
    ("written", "year", "known", "code"),
    [
        ("۱۳۹۸", 2019, "1398", None), (2018, 2018, None, None), ("۱۳۹۶/۰۷/۱۵", 2017, "1396-07-15", None),
        ("۹۸", 2019, "1398", "year_of_two_digits"), ("از ۱۳۹۵", 2016, "1395", "year_of_date"),
        ("March 2019", 2019, None, "year_of_date"), ("نامشخص", None, None, "blank_word"), ("-", None, None, None),
        ("دهه ۹۰", None, None, "kept.not_a_number"), ("حدود ۱۳۹۵", None, None, "kept.not_a_number"),
    ],
)  # fmt: skip
def test_starts_as_people_write_them(written: Any, year: int | None, known: str | None, code: str | None) -> None:
    line = one("شروع", written)
    assert line.record is not None, line.problems
    assert line.record.started == year and codes(line).get("started") == code
    assert (line.record.started_known.date if line.record.started_known else None) == known
    if code and code.startswith("kept."):
        assert line.record.unverified_notes() == [f"شروع: {written}"]


def test_a_range_of_years_is_start_and_end() -> None:
    line = one("سال اجرا", "۱۳۹۵ تا ۱۳۹۸")
    assert line.record and (line.record.started, line.record.ended) == (2016, 2019)
    assert codes(line) == {"started": "years_of_range"}
    line = one("شروع", "2015-2018", ("پایان", "تاکنون"))
    assert line.record and (line.record.started, line.record.ended) == (2015, None)


@pytest.mark.parametrize(
    ("heading", "written", "amount", "code"),
    [
        ("هزینه (میلیون تومان)", "۱۲٬۵۰۰", 125_000_000_000, None),
        ("هزینه (میلیون تومان)", 8500, 85_000_000_000, None),
        ("هزینه (میلیون تومان)", "۳ میلیارد", 30_000_000_000, "amount_read_as"),
        ("مبلغ (ریال)", "1.200.000", 1_200_000, None),
        ("هزینه (میلیون تومان)", "۲۵۰۰ م.ت", 25_000_000_000, None),
        ("هزینه", "۵۰۰ میلیون تومان", 5_000_000_000, "amount_read_as"),
        ("Cost (thousand EUR)", "1,250", 1_250_000, None), ("Cost", "€ 3.5 million", 3_500_000, "amount_read_as"),
        ("هزینه (میلیون تومان)", "۱۰ تا ۱۲", None, "kept.number_range"),
        ("هزینه", "~۳۰ ریال", None, "kept.number_about"),
        ("هزینه", "۱۲۰۰", None, "kept.amount_of_no_currency"), ("هزینه (میلیون تومان)", "نامشخص", None, "blank_word"),
    ],
)  # fmt: skip
def test_amounts_in_the_unit_of_their_column_or_their_own(
    heading: str, written: Any, amount: int | None, code: str | None
) -> None:
    line = one(heading, written)
    assert line.record is not None, line.problems
    assert (line.record.cost.amount if line.record.cost else None) == amount
    assert codes(line).get("cost.amount") == code
    if code and code.startswith("kept."):
        assert f"{heading}: {written}" in line.record.unverified_notes()


def test_units_of_money() -> None:
    assert money_unit("هزینه (م.ت)") == MoneyUnit(10**6, TOMAN) and money_unit("US$ m") == MoneyUnit(10**6, "USD")
    assert read_amount("۱٫۵ همت", MoneyUnit()) == (Decimal("1.5"), MoneyUnit(10**12, TOMAN))
    assert read_amount("500 EUR", MoneyUnit(10**6, TOMAN))[1] == MoneyUnit(1, "EUR"), "not millions of another currency"
    for written in ("", "ندارد", "10-12", "12 نفر", "12%", "۱۰ تا ۱۲"):
        with pytest.raises(ValueError):
            read_amount(written, MoneyUnit())


def test_a_currency_of_the_row_goes_before_that_of_the_sheet() -> None:
    for written, code, amount in (("CHF", "CHF", 12), ("تومان", "IRR", 120), ("euro", "EUR", 12)):
        line = one("هزینه", "12", ("ارز", written))
        assert line.record and line.record.cost, line.notes
        assert (line.record.cost.currency, line.record.cost.amount) == (code, amount)
