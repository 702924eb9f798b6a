"""Amounts of money as people say them: short names of currencies, large numbers in words."""

import re
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from babel.numbers import format_compact_decimal, get_currency_name

from . import localized_format as localized_format
from .reader_choice import ReaderChoice, reader_choice

WORDS_FROM = 10**6  # less is written in digits
EXACT, CONVERTED, SHARED = 4, 3, 2  # significant figures of amounts: as given, converted, divided by inhabitants
REMEMBERED = 4096  # numbers: lists show the same again and again, and CLDR's patterns take half a millisecond

# Names that everybody uses and nobody mistakes; the other currencies have CLDR's, which say the country.
_NAMES: dict[str, dict[str, str]] = {
    "fa": {"USD": "دلار", "EUR": "یورو", "GBP": "پوند", "KRW": "وون", "CNY": "یوآن", "JPY": "ین", "IRR": "ریال"},
    "ar": {"USD": "دولار", "EUR": "يورو", "KRW": "وون", "CNY": "يوان", "JPY": "ين", "IRR": "ريال إيراني"},
    "en": {"KRW": "won", "CNY": "yuan", "JPY": "yen", "IRR": "rials"},
}
_SIGNS = {"USD": "US$", "EUR": "€", "GBP": "£"}  # which stand before the number in English
_HARD = "\u00a0"  # number and name stay on one line


def amount_in_words(amount: Decimal, currency: str, language: str, figures: int = EXACT) -> str:
    """Amount with its currency (ISO 4217): US$ 570, ۳۸۶ میلیارد وون; at most so many significant figures."""
    number = number_in_words(amount, language, figures)
    if language == "en" and currency in _SIGNS:
        return f"{_SIGNS[currency]}{_HARD}{number}"
    return f"{number}{_HARD}{currency_short(currency, language)}"


def number_in_words(amount: Decimal, language: str, figures: int = EXACT) -> str:
    """Number of at most so many significant figures, from a million on in words: 386 billion, ۵٫۲ هزار میلیارد."""
    return _in_words(str(amount), language, figures, reader_choice())


@lru_cache(maxsize=REMEMBERED)
def _in_words(amount: str, language: str, figures: int, choice: ReaderChoice) -> str:
    """Number in words; of its digits, since 5.0 is written otherwise than 5, and equal to it.

    ``choice`` parts what is remembered for one reader from what is for another.
    """
    rounded = to_figures(Decimal(amount), figures)
    if abs(rounded) < WORDS_FROM:
        return localized_format.number(rounded, language)
    text: str = format_compact_decimal(
        rounded, format_type="long", locale=language, fraction_digits=figures - 1, numbering_system="latn"
    )
    number, word = re.match(r"([-\d.]+)\s*(.+)", text.replace("هزارمیلیارد", "هزار میلیارد")).groups()  # type: ignore[union-attr]
    return f"{localized_format.number(Decimal(number), language)} {word}".replace(" ", _HARD)


def to_figures(amount: Decimal, figures: int) -> Decimal:
    """Amount rounded to so many significant figures, halves up."""
    return Context(prec=figures, rounding=ROUND_HALF_UP).create_decimal(amount)


def currency_short(code: str, language: str) -> str:
    """Name of a currency beside an amount; the code itself where there is none."""
    known = _NAMES.get(language, {}).get(code)
    if known:
        return known
    # CLDR's plural is that of English; elsewhere a number is followed by the name as it is.
    name: str = get_currency_name(code, count=5 if language == "en" else None, locale=language)
    return name
