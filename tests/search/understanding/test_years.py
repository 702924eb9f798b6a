"""Years as a wish: what is read as one, in which calendar, and what is left of the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.understanding.years import EARLIEST, LATEST, wish_of_years


@pytest.mark.parametrize(
    ("text", "rest", "first", "last"),
    [
        ("BRT before 2005", "BRT", EARLIEST, 2004),
        ("parks opened after 2010", "parks", 2011, LATEST),
        ("metro since 2000", "metro", 2000, LATEST),
        ("metro until 2000", "metro", EARLIEST, 2000),
        ("tram between 1990 and 2005", "tram", 1990, 2005),
        ("parks in the 1990s", "parks", 1990, 1999),
        ("bus after 2000 before 2010", "bus", 2001, 2009),
        ("before 2005", "", EARLIEST, 2004),
        ("پارک قبل از ۱۳۹۰", "پارک", EARLIEST, 2010),
        ("پیش از سال 1385 مترو", "مترو", EARLIEST, 2005),
        ("دوچرخه بعد از سال ۹۵", "دوچرخه", 2017, LATEST),
        ("مترو از سال ۱۳۸۰ تا ۱۳۹۰", "مترو", 2001, 2011),
        ("پسماند از ۱۳۹۰ به بعد", "پسماند", 2011, LATEST),
        ("اتوبوس دههٔ ۸۰", "اتوبوس", 2001, 2010),
        ("النقل قبل عام 2010", "النقل", EARLIEST, 2009),
        ("حدائق بعد سنة ٢٠١٠", "حدائق", 2011, LATEST),
        ("مياه بين عامي 2000 و2010", "مياه", 2000, 2010),
        ("مترو حتى عام 2010", "مترو", EARLIEST, 2010),
        ("2005'ten önce metro", "metro", EARLIEST, 2004),
        ("2010 yılından sonra park", "park", 2011, LATEST),
    ],
)
def test_years_are_read(text: str, rest: str, first: int, last: int) -> None:
    wish = wish_of_years(text)
    assert wish is not None and (" ".join(wish.rest.split()), wish.first, wish.last) == (rest, first, last)


@pytest.mark.parametrize(
    "text",
    [
        "", "2005", "carbon neutral by 2025", "15 minute city", "after dark", '"before 2005"', "before 20051",
        "قبل از ظهر", "بعد از ۱۲", "بعد عام 1415", "before 3000", "after 2010 before 2000", "قطار شماره ۱۳۹۰",
    ],
)  # fmt: skip
def test_what_is_no_wish(text: str) -> None:
    assert wish_of_years(text) is None


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    for one in (text, f"{text} before 2005", f"قبل از {text}"):
        wish = wish_of_years(one)
        assert wish is None or wish.first <= wish.last
