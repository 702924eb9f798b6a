"""Cells of a spreadsheet as values: numbers in any digits, years of either calendar, choices by code or name."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from babel import Locale
from django.conf import settings
from django.db.models import TextChoices
from django.utils.translation import override

from cases.records.fields import COUNTRIES
from cases.written.letters import label_key, persian_letters
from cases.written.numbers import latin_digits, read_number

_ERRORS = frozenset(["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!"])
_SEPARATORS = re.compile(r"[|،,;؛\n]")
_YES = frozenset(["true", "yes", "y", "x", "1", "✓", "بله", "آری", "نعم"])
_NO = frozenset(["false", "no", "n", "0", "خیر", "نه", "لا"])
_SCIENTIFIC = re.compile(r"[+-]?\d+(?:\.\d+)?[eE][+-]?\d{1,3}\Z")  # how a spreadsheet writes 1000000: 1E+06


class CellError(Exception):
    """A cell that cannot be read. ``code`` is one of ``cases.records.messages``."""

    def __init__(self, code: str, reason: str, **params: Any) -> None:
        super().__init__(reason)
        self.code, self.reason, self.params = code, reason, params


@dataclass(frozen=True, slots=True)
class Names:
    """Names that cells may use instead of codes, by ``label_key``."""

    topics: Mapping[str, str] = field(default_factory=dict)


def plain(value: Any) -> str:
    """The text of a cell, whatever type the spreadsheet gave it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    text = str(value).strip()
    if text in _ERRORS:
        raise CellError("spreadsheet_error", f"holds an error of the spreadsheet: {text}", error=text)
    return text


def text(value: Any, names: Names) -> str:
    """Any text."""
    return plain(value)


def persian(value: Any, names: Names) -> str:
    """A Persian text, in Persian letters."""
    return persian_letters(plain(value))


def number(value: Any, names: Names) -> Decimal:
    """A number, by the rules of forms (``cases.written.numbers``)."""
    try:
        if isinstance(value, int | float) and not isinstance(value, bool):
            found = Decimal(repr(value))
        else:
            written = plain(value)
            found = Decimal(written) if _SCIENTIFIC.match(written) else read_number(written)
    except ValueError:
        raise CellError("not_a_number", "is not a number") from None
    if not found.is_finite():
        raise CellError("not_a_number", "is not a number")
    return found


def real(value: Any, names: Names) -> float:
    """A coordinate in degrees."""
    return float(number(value, names))


def integer(value: Any, names: Names) -> int:
    """A whole number."""
    found = number(value, names)
    if found != found.to_integral_value() or abs(found) > 10**9:
        raise CellError("not_whole", "is not a whole number")
    return int(found)


def boolean(value: Any, names: Names) -> bool:
    """Yes or no, as people write it."""
    if isinstance(value, bool):
        return value
    written = latin_digits(plain(value)).casefold()
    if written in _YES:
        return True
    if written in _NO:
        return False
    raise CellError("not_yes_or_no", "is neither yes nor no")


def many(value: Any) -> list[str]:
    """Parts of a cell, separated by | , ; or the Persian comma, or a line each."""
    return [part for raw in _SEPARATORS.split(plain(value)) if (part := raw.strip())]


def lines(value: Any, names: Names) -> list[str]:
    """Texts, separated by | or a line each."""
    return [part for raw in re.split(r"[|\n]", plain(value)) if (part := raw.strip())]


def integers(value: Any, names: Names) -> list[int]:
    """Whole numbers."""
    return [integer(part, names) for part in many(value)]


def topics(value: Any, names: Names) -> list[str]:
    """Codes of topics, which may also be written by any of their labels."""
    return [names.topics.get(label_key(part), part.casefold() if part.isascii() else part) for part in many(value)]


def country(value: Any, names: Names) -> str:
    """A country code, which may also be written as the country's name in a language of the site."""
    written = plain(value)
    return written.upper() if written.upper() in COUNTRIES else _country_names().get(label_key(written), written)


@lru_cache(maxsize=1)
def _country_names() -> dict[str, str]:
    return {
        label_key(name): code
        for language, _name in settings.LANGUAGES
        for code, name in Locale(language).territories.items()
        if code in COUNTRIES
    }


def capitals(value: Any, names: Names) -> str:
    """A code in capital letters."""
    return plain(value).upper()


def choice(choices: type[TextChoices]) -> Callable[[Any, Names], str]:
    """A reader of one of ``choices``, by code or by its label in a language of the site."""

    @lru_cache(maxsize=1)
    def codes() -> dict[str, str]:
        found = {label_key(code): str(code) for code in choices.values}
        for language, _name in settings.LANGUAGES:
            with override(language):
                found |= {label_key(str(label)): str(code) for code, label in choices.choices}
        return found

    def read(value: Any, names: Names) -> str:
        written = plain(value)
        return codes().get(label_key(written), written)

    return read


def json_value(value: Any, names: Names) -> Any:
    """JSON, as in a line of JSON Lines."""
    try:
        return json.loads(plain(value), parse_float=Decimal)
    except (ValueError, RecursionError):
        raise CellError("not_json", "is not JSON", character=1) from None
