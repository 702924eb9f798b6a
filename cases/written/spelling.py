"""Spellings of a typed word: a pattern that finds it however somebody else wrote it."""

import re
from collections import defaultdict
from functools import cache

from .letters import label_key
from .numbers import latin_digits

MOST_LETTERS = 100  # of a word that are looked at; no name is as long
# Between two letters: blanks and joiners, marks above and below, hyphens.
_GAP = r"[\s\u200b-\u200f\u0640\u064b-\u065f\u0670\u0300-\u036f‐-―_.'’/-]*"
_LETTERS = (range(0xC0, 0x250), range(0x621, 0x6D4), range(0x1E00, 0x1F00))
_NO_ACCENT = {"l": "ł", "d": "đð", "o": "øœ", "a": "æ", "h": "ħ", "i": "ı"}  # letters that are no accented ones
_DIGITS = {str(digit): chr(0x6F0 + digit) + chr(0x660 + digit) for digit in range(10)}


def spelling_pattern(word: str) -> str:
    """Pattern for a regular expression of the database and of Python, case left to them; "" where nothing is left."""
    letters = [letter for letter in label_key(latin_digits(word[:MOST_LETTERS])) if letter.isalnum()]
    return _GAP.join(_class(letter) for letter in letters)


def bare_key(text: str) -> str:
    """Letters and digits of a text in one spelling, to compare with those of another."""
    return re.sub(r"[\W_]", "", label_key(latin_digits(text)))


def _class(letter: str) -> str:
    others = _variants().get(letter, "")
    return f"[{letter}{others}]" if others else letter


@cache
def _variants() -> dict[str, str]:
    """Other letters that a reader takes for each letter."""
    found: defaultdict[str, str] = defaultdict(str, _NO_ACCENT | _DIGITS)
    for letter in map(chr, (code for letters in _LETTERS for code in letters)):
        key = label_key(letter)
        if len(key) == 1 and key != letter and key.isalnum():
            found[key] += letter
    return dict(found)
