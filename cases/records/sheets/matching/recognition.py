"""Recognition of headings: which column of a case a heading means, in which language, in which unit of money."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from django.conf import settings
from django.utils.translation import override

from cases.records.sheets.columns import JSON_COLUMNS, KINDS, column_name, pattern_of
from cases.written.addresses import name_key
from cases.written.amounts import MoneyUnit, money_unit
from cases.written.numbers import latin_digits

from .known_headings import KNOWN_HEADINGS, LANGUAGES, LEFT_OUT, REQUIRED_MARKS
from .labels import PARTS, labelled

_BRACKETS = re.compile(r"[(\[{（].*?[)\]}）]")
_SIDES = re.compile(r"[/|\n]")
_NUMBER = re.compile(r"(?<!\d)\d{1,2}(?!\d)")


@dataclass(frozen=True, slots=True)
class Recognised:
    """Column that a heading means: its pattern ("" is left out), number and language; ``is_sure``: all words known.

    ``is_ours``: it is written as the exchange format has it.
    """

    pattern: str
    number: int = 1
    language: str = ""
    money: MoneyUnit = field(default_factory=MoneyUnit)
    is_sure: bool = True
    is_ours: bool = False

    def column(self, language: str) -> str:
        """Name of the column, with this language where the heading names none."""
        return self.pattern.replace("#", str(self.number)).replace("@", self.language or language)


def heading_key(heading: str) -> str:
    """Key of a heading, equal for its spellings: no case, blanks, joiners, marks."""
    return name_key(latin_digits(heading))


@lru_cache(maxsize=5000)  # the cells of the first rows of a sheet are asked for again and again
def recognised(heading: str) -> Recognised | None:
    """Column that a heading means; None where nobody knows it."""
    written = latin_digits(heading).strip().strip(REQUIRED_MARKS + " :؛.")
    if not written:
        return None
    name = column_name(written)
    if (pattern := pattern_of(name)) in KINDS:
        if pattern in JSON_COLUMNS:  # whose cells hold JSON only in sheets that are all ours
            pattern = _keys().get(heading_key(written), pattern)
        return Recognised(pattern, is_ours=True, language=_language_of(name), number=_number_of(name))
    money = money_unit(written)
    plain = _BRACKETS.sub(" ", written)
    for text in (written, plain, *_SIDES.split(plain)):  # «عنوان / Title»
        if found := _known(text, money):
            return found
    return _near(plain, money)


def _known(text: str, money: MoneyUnit) -> Recognised | None:
    keys = _keys()
    for said, language in _without_language(text):
        if (pattern := keys.get(heading_key(said))) is not None:
            return Recognised(pattern, language=language, money=money)
        number = _NUMBER.search(said)
        if number and 1 <= int(number[0]) <= 20:
            pattern = keys.get(heading_key(_NUMBER.sub(" ", said, count=1)))
            if pattern is not None:
                return Recognised(pattern, int(number[0]), language, money)
    return None


def _near(text: str, money: MoneyUnit) -> Recognised | None:
    """Column of the longest known heading whose words a heading begins with, which is a guess."""
    words = text.split()
    for length in range(len(words) - 1, 0, -1):
        found = _known(" ".join(words[:length]), money)
        if found and found.pattern and len(heading_key(" ".join(words[:length]))) >= 3:
            return Recognised(found.pattern, found.number, found.language, money, is_sure=False)
    return None


def _without_language(text: str) -> list[tuple[str, str]]:
    """The heading as it is, and without the name of a language at its end or beginning."""
    found = [(text, "")]
    for language, patterns in _language_patterns().items():
        for pattern in patterns:
            said = pattern.sub(" ", text)
            if said != text:
                found.append((said, language))
    return found


@lru_cache(maxsize=1)
def _language_patterns() -> dict[str, list[re.Pattern[str]]]:
    """For each language, its names at the end of a heading, and at its beginning."""
    patterns: dict[str, list[re.Pattern[str]]] = {}
    for language, names in LANGUAGES.items():
        words = "|".join(re.escape(name.strip()) for name in sorted(names.split(";"), key=len, reverse=True))
        patterns[language] = [
            re.compile(rf"[\s(\[،,/_–-]+(?:{words})[)\]]?\s*\Z", re.IGNORECASE),
            re.compile(rf"\A(?:{words})[\s_–:-]+", re.IGNORECASE),
        ]
    return patterns


@lru_cache(maxsize=1)
def _keys() -> dict[str, str]:
    """Patterns by the keys of every known heading, and of our own labels in every language."""
    keys = {heading_key(text): "" for text in LEFT_OUT.split(";") if heading_key(text)}
    for pattern, texts in KNOWN_HEADINGS.items():
        for text in texts.split(";"):
            keys.setdefault(heading_key(text), pattern)
    for code, _name in settings.LANGUAGES:
        with override(code):
            keys |= {heading_key(labelled(pattern)): pattern for pattern in PARTS}
    return keys


def _language_of(name: str) -> str:
    languages = {code for code, _name in settings.LANGUAGES}
    return next((part for part in name.split(".")[1:] if part in languages), "")


def _number_of(name: str) -> int:
    return next((int(part) for part in name.split(".") if part.isdecimal()), 1)
