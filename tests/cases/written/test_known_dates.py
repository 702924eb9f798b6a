"""Dates keep the calendar and the precision in which they were written."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.choices import Calendar, DatePrecision
from cases.selectors import localized_format
from cases.written.known_dates import KnownDate, KnownYear

YEARS = st.integers(1179, 1578) | st.integers(1800, 2200)
DATES = st.builds(KnownDate, YEARS) | st.builds(KnownDate, YEARS, st.integers(1, 12))


@pytest.mark.parametrize(
    ("text", "iso", "calendar", "first", "last"),
    [
        ("۱۳۸۶", "1386", "jalali", date(2007, 3, 21), date(2008, 3, 19)),
        ("۱۳۸۶/۱۰", "1386-10", "jalali", date(2007, 12, 22), date(2008, 1, 20)),
        ("1392/4/11", "1392-04-11", "jalali", date(2013, 7, 2), date(2013, 7, 2)),
        ("2008", "2008", "gregorian", date(2008, 1, 1), date(2008, 12, 31)),
        ("۲۰۱۲-۰۲", "2012-02", "gregorian", date(2012, 2, 1), date(2012, 2, 29)),
        ("1399/12/30", "1399-12-30", "jalali", date(2021, 3, 20), date(2021, 3, 20)),
        ("2022.0", "2022", "gregorian", date(2022, 1, 1), date(2022, 12, 31)),
    ],
)
def test_a_date_and_what_it_may_mean(text: str, iso: str, calendar: str, first: date, last: date) -> None:
    known = KnownDate.read(text)
    assert (str(known), known.calendar, known.first, known.last) == (iso, Calendar(calendar), first, last)


@pytest.mark.parametrize("text", ["", "1386-13", "1400/12/30", "2023-02-29", "1700", "86", "1386-0", "soon", "1386--1"])
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(ValueError):
        KnownDate.read(text)
    with pytest.raises(ValueError):
        KnownYear.read(text)


@given(DATES)
def test_a_date_comes_back_as_it_was_written(known: KnownDate) -> None:
    assert KnownDate.read(str(known)) == known
    assert known.first <= known.last and known.may_lie_in(known.first.year) and known.may_lie_in(known.last.year)


@given(DATES, st.booleans())
def test_a_year_comes_back_with_its_date(known: KnownDate, later: bool) -> None:
    year = KnownYear.of((known.last if later else known.first).year, known)
    back = KnownYear.read(year.written)
    assert (int(back), back.known) == (int(year), year.known)
    assert year.known is None if known.is_plain else year.known == known
    assert year.partial_date.year == year and year.partial_date.precision == known.precision


def test_a_year_that_the_date_cannot_lie_in_stands_alone() -> None:
    assert KnownYear.of(1999, KnownDate(1386)).known is None
    with pytest.raises(ValueError):
        KnownYear.read("1386 (1999)")


@pytest.mark.parametrize(
    ("written", "year", "known"),
    [("1386/10 (2008)", 2008, "1386-10"), ("2008 (1386-10)", 2008, "1386-10"), ("۱۳۸۶ (۲۰۰۸)", 2008, "1386")],
)
def test_the_gregorian_year_may_stand_beside_it(written: str, year: int, known: str) -> None:
    read = KnownYear.read(written)
    assert (int(read), str(read.known)) == (year, known)


def test_the_day_by_which_a_date_is_put_in_order() -> None:
    assert KnownDate(1397).day_in(2019) == date(2019, 1, 1)
    assert KnownDate(1404, 10).day_in(2025) == date(2025, 12, 1)
    assert KnownDate(1386, 10).day_in(2008) == date(2008, 1, 1)
    assert KnownDate(1392, 4, 11).day_in(2013) == date(2013, 7, 2)
    assert KnownDate(1392, 4, 11).precision == DatePrecision.DAY


@pytest.mark.parametrize(
    ("known", "year", "fa", "en", "ar"),
    [
        ("1386", 2008, "۱۳۸۶ (۲۰۰۸)", "2008 (1386)", "2008 (1386)"),
        ("1386-10", 2008, "دی ۱۳۸۶ (۲۰۰۸)", "2008 (Dey 1386)", "2008 (دي 1386)"),
        ("1392-04-11", 2013, "۱۱ تیر ۱۳۹۲ (۲۰۱۳)", "2 July 2013 (11 Tir 1392)", "2 يوليو 2013 (11 تير 1392)"),
        ("2012-08", 2012, "اوت ۲۰۱۲ (۱۳۹۱)", "August 2012", "أغسطس 2012"),
        ("2012-08-23", 2012, "۲ شهریور ۱۳۹۱ (۲۳ اوت ۲۰۱۲)", "23 August 2012", "23 أغسطس 2012"),
        (None, 2008, "۲۰۰۸ (۱۳۸۶–۱۳۸۷)", "2008", "2008"),
        ("1386", 2015, "۲۰۱۵ (۱۳۹۳–۱۳۹۴)", "2015", "2015"),
        (None, None, "", "", ""),
    ],
)
def test_a_date_as_readers_see_it(known: str | None, year: int | None, fa: str, en: str, ar: str) -> None:
    value = KnownDate.read(known) if known else None
    assert [localized_format.known(value, year, language) for language in ("fa", "en", "ar")] == [fa, en, ar]


@pytest.mark.parametrize(
    ("first", "last", "fa", "en"),
    [
        (("1389", 2010), ("1393", 2014), "۱۳۸۹–۱۳۹۳ (۲۰۱۰–۲۰۱۴)", "2010–2014 (1389–1393)"),
        (("1378-08-04", 1999), ("1399-04", 2020), "۱۳۷۸–۱۳۹۹ (۱۹۹۹–۲۰۲۰)", "1999–2020 (1378–1399)"),
        (("1378", 1999), (None, 2020), "۱۳۷۸ (۱۹۹۹) – ۲۰۲۰ (۱۳۹۸–۱۳۹۹)", "1999 (1378) – 2020"),
        ((None, 1999), (None, 2020), "۱۹۹۹–۲۰۲۰ (۱۳۷۸–۱۳۹۹)", "1999–2020"),
        (("1389", 2010), ("1389", 2011), "۱۳۸۹ (۲۰۱۰)", "2010 (1389)"),
    ],
)
def test_a_span_as_readers_see_it(
    first: tuple[str | None, int], last: tuple[str | None, int], fa: str, en: str
) -> None:
    one, other = ((KnownDate.read(text) if text else None, year) for text, year in (first, last))
    assert [localized_format.known_span(one, other, language) for language in ("fa", "en")] == [fa, en]


def test_where_there_is_room_for_one_year_only() -> None:
    full = localized_format.calendar_year_in_full
    assert full(KnownDate(1386, 10), 2008, "fa") == "۱۳۸۶ (۲۰۰۸)" and full(None, None, "fa") == ""
    assert full(None, 2015, "fa") == "۱۳۹۴ (۲۰۱۵)", "one year, as the line says, not a range beside it"
    assert full(None, 2015, "en") == "2015" and full(None, 600, "fa") == "۶۰۰"


def test_a_jalali_year_is_exact_where_the_day_or_month_is_known() -> None:
    april, late = KnownDate(2010, 4), KnownDate(2012, 8, 23)
    assert localized_format.known_year(april, 2010, "fa") == "۲۰۱۰ (۱۳۸۹)"
    assert localized_format.known_year(KnownDate(2010, 3), 2010, "fa") == "۲۰۱۰ (۱۳۸۸–۱۳۸۹)"
    assert localized_format.known_year(april, 2010, "en") == "2010"
    assert localized_format.calendar_year(KnownDate(2010, 1), 2010, "fa") == "۱۳۸۸"
    assert localized_format.known_span((late, 2012), (None, 2025), "fa") == "۲۰۱۲–۲۰۲۵ (۱۳۹۱–۱۴۰۴)"
    assert localized_format.span(2008, 2016, "fa") == "۲۰۰۸–۲۰۱۶ (۱۳۸۷–۱۳۹۵)", "ends, not the widest years"
    assert localized_format.known_span((april, 2010), (None, None), "fa") == "۲۰۱۰ (۱۳۸۹)"
