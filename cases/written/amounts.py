"""Amounts of money as people write them: a number, perhaps its power of ten in words, perhaps the currency."""

import re
from dataclasses import dataclass
from decimal import Decimal

from .letters import persian_letters
from .numbers import bare, persian_digits, read_number

TOMAN = "IRT"  # no code of ISO 4217: ten rials, in which Iranians count
_SCALES = {
    10**3: "هزار الف ألف الاف آلاف thousand thousands k",
    10**6: "میلیون ملیون ملایین million millions mln mio m",
    10**9: "میلیارد ملیارد ملیارات billion billions bln bn",
    10**12: "تریلیون trillion tn",
}
_CURRENCIES = {
    TOMAN: "تومان تومن toman tomans irt",
    "IRR": "ریال rial rials irr",
    "EUR": "یورو euro euros eur €",
    "USD": "دلار دولار dollar dollars usd $",
    "GBP": "پوند pound pounds gbp £",
    "AED": "درهم aed",
    "SAR": "ریال_سعودی sar",
    "EGP": "جنیه_مصری egp",
    "TRY": "لیر try ₺",
}
_SHORT = {r"م[. ]ت": "میلیون تومان", r"م[. ]ر": "میلیون ریال", "همت": "هزار میلیارد تومان", r"us\s?(?=\$)": ""}
_SCALE_OF = {word: scale for scale, words in _SCALES.items() for word in words.split()}
_CURRENCY_OF = {word: code for code, words in _CURRENCIES.items() for word in words.split()}
_WORD = re.compile(r"[^\W\d]+|[€$£₺]")
_VAGUE = re.compile(r"[~≈<>≤≥±%٪+?؟]")
_POINTED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3}){2,}\Z")
_AMOUNT = re.compile(r"(?P<before>[^\d+-]*)(?P<number>[+-]?\d[\d.,٫٬،/'’\s]*)(?P<after>\D*)\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class MoneyUnit:
    """Unit in which money is counted: how many of which currency; ``TOMAN`` is one here."""

    scale: int = 1
    currency: str = ""

    @property
    def code(self) -> str:
        """Currency by its code of ISO 4217."""
        return "IRR" if self.currency == TOMAN else self.currency

    @property
    def factor(self) -> int:
        """Number by which a figure in this unit is multiplied."""
        return self.scale * (10 if self.currency == TOMAN else 1)


def money_unit(text: str) -> MoneyUnit:
    """Unit that the words of a text name: «میلیون تومان», “thousand euros”; else scale 1 and no currency."""
    return _unit(_words(text))


def read_amount(text: str, column: MoneyUnit) -> tuple[Decimal, MoneyUnit]:
    """The number of an amount and its unit: the one that stands beside it, else that of its column. Else ValueError.

    An amount with a power of ten of its own is meant so, whatever the column counts in; it may leave the currency out.
    """
    found = _AMOUNT.match(bare(text))
    if found is None or _VAGUE.search(found["before"] + found["after"]):
        raise ValueError(text)
    digits = found["number"].strip(" .,،/\n")
    is_latin = any("0" <= c <= "9" for c in text)  # a slash is decimal among other digits
    if _POINTED.match(digits):  # two points cannot both be decimal: 1.200.000
        digits = digits.replace(".", "")
    number = read_number(digits if is_latin else persian_digits(digits))
    words = _words(f"{found['before']} {found['after']}")
    if unknown := [word for word in words if word not in _SCALE_OF and word not in _CURRENCY_OF]:
        raise ValueError(unknown)
    unit = _unit(words)
    if unit.scale == 1 and unit.currency in ("", column.currency):
        return number, column
    return number, MoneyUnit(unit.scale, unit.currency or column.currency)


def _words(text: str) -> list[str]:
    written = persian_letters(bare(text)).casefold()
    for short, words in _SHORT.items():
        written = re.sub(rf"(?<!\w)(?:{short})(?!\w)", f" {words} ", written)
    for name in (name for name in _CURRENCY_OF if "_" in name):
        written = written.replace(name.replace("_", " "), name)
    return _WORD.findall(written)


def _unit(words: list[str]) -> MoneyUnit:
    scale = 1
    for word in words:  # «هزار میلیارد»
        scale *= _SCALE_OF.get(word, 1)
    return MoneyUnit(scale, next((_CURRENCY_OF[word] for word in words if word in _CURRENCY_OF), ""))
