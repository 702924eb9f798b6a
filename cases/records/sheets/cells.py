"""Cells of a spreadsheet as values: numbers in any digits, years of either calendar, choices by code or name."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import TextChoices
from django.utils.translation import override

from cases.records.countries import country_code
from cases.records.fields import MAX_SIGNIFICANT_DIGITS
from cases.written.letters import label_key, persian_letters
from cases.written.not_numbers import why_no_number
from cases.written.numbers import latin_digits, read_number

from .values import DateCell, Percentage, UncomputedFormula

_ERRORS = frozenset(["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!"])
_SEPARATORS = re.compile(r"[|،,;؛\n]")
_YES = frozenset(["true", "yes", "y", "x", "1", "✓", "بله", "آری", "نعم"])
_NO = frozenset(["false", "no", "n", "0", "خیر", "نه", "لا"])
_PERCENT = re.compile(r"\s*[%٪﹪％]\s*")
_DECIMALS = 6  # that are kept of a number
_SCIENTIFIC = re.compile(r"[+-]?\d+(?:\.\d+)?[eE][+-]?\d{1,3}\Z")  # how a spreadsheet writes 1000000: 1E+06


class CellError(Exception):
    """A cell that cannot be read. ``code`` is one of ``cases.records.messages``."""

    def __init__(self, code: str, reason: str, **params: Any) -> None:
        super().__init__(reason)
        self.code, self.reason, self.params = code, reason, params


@dataclass(frozen=True, slots=True)
class Note:
    """Note on a cell that was read otherwise than it is written. ``code`` is one of ``cases.records.messages``."""

    code: str
    reason: str
    params: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class NamedCity:
    """City that names in a sheet mean: its English name, its country, its names; a note on how it was found."""

    english: str
    country: str
    names: Mapping[str, str]
    note: Note | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """Names that cells may use instead of codes, by ``label_key``; notes taken while a cell is read.

    ``topic_codes``: codes that topics have or had; None where nobody knows them. ``topic_texts``: labels by language
    and key.
    ``city``: search for a city by its names and country, of a sheet that says less than a record does.
    """

    topics: Mapping[str, str] = field(default_factory=dict)
    topic_codes: frozenset[str] | None = None
    topic_texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    city: Callable[[Mapping[str, str], str], NamedCity] | None = None
    notes: list[Note] = field(default_factory=list, compare=False)

    def note(self, code: str, reason: str, **params: Any) -> None:
        """Takes a note on the cell that is being read."""
        self.notes.append(Note(code, reason, params))

    def taken(self) -> list[Note]:
        """Notes on the cell that was read, which are forgotten with that."""
        notes = list(self.notes)
        self.notes.clear()
        return notes


class InPercent(Decimal):
    """Number that was written or shown in percent."""


def plain(value: Any) -> str:
    """The text of a cell, whatever type the spreadsheet gave it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.15g}"
    if isinstance(value, UncomputedFormula):
        raise CellError("formula_without_value", "holds a formula without its value", formula=str(value)[:80])
    text = str(value).replace("\r\n", "\n").replace("\r", "\n").strip()
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
    """A number, by the rules of forms (``cases.written.numbers``), with as many decimals as are kept of it."""
    if isinstance(value, Percentage):
        raise CellError("percent", "is a percentage, and a number is asked")
    return _rounded(_exact(value), names)


def figure(value: Any, names: Names) -> Decimal:
    """A number of an indicator, which may be in percent: 37.5 % is 37.5, and remembers that it was."""
    if isinstance(value, Percentage):
        shown = _rounded(value.value, names)
        names.note("read_in_percent", f"{value} is read as {shown.normalize():f}", value=f"{shown.normalize():f}")
        return InPercent(shown)
    written = plain(value)
    if (without := _PERCENT.sub("", written, count=1)) != written:
        return InPercent(_rounded(_exact(without), names))
    return _rounded(_exact(value), names)


def _exact(value: Any) -> Decimal:
    if isinstance(value, DateCell):
        raise CellError("date_for_number", f"is a date: {value}", date=str(value))
    try:
        if isinstance(value, int | float) and not isinstance(value, bool):
            found = Decimal(repr(value))
        else:
            written = plain(value)
            found = Decimal(written) if _SCIENTIFIC.match(written) else read_number(written)
    except ValueError:
        code = why_no_number(written)
        raise CellError(code, code.replace("_", " ") if code != "not_a_number" else "is not a number") from None
    if not found.is_finite():
        raise CellError("not_a_number", "is not a number")
    return found


def _rounded(found: Decimal, names: Names) -> Decimal:
    """Number without the decimals that a spreadsheet computed beyond those that are kept; rounding is noted."""
    if abs(found) >= 10**MAX_SIGNIFICANT_DIGITS or found == round(found, _DECIMALS):
        return found
    whole = len(str(int(abs(found)))) if abs(found) >= 1 else 0
    kept = round(found, min(_DECIMALS, MAX_SIGNIFICANT_DIGITS - whole))
    if not kept:
        return found  # the record refuses what nothing would be left of
    kept = kept.normalize()
    names.note("rounded", f"{found:f} is rounded to {kept:f}", written=f"{found:f}"[:40], value=f"{kept:f}")
    return kept


def real(value: Any, names: Names) -> float:
    """A coordinate in degrees."""
    return float(_exact(value))


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
    parts = many(value)
    codes = [names.topics.get(label_key(part), part.casefold() if part.isascii() else part) for part in parts]
    known = names.topic_codes
    unknown = [part for part, code in zip(parts, codes, strict=True) if known is not None and code not in known]
    if unknown:
        listed = ", ".join(unknown)[:200]
        raise CellError("unknown_topic", f"unknown topic “{listed}”", topic=listed)
    return codes


def country(value: Any, names: Names) -> str:
    """A country code of two letters, which may also be written in any way that ``country_code`` knows."""
    written = plain(value)
    return country_code(written) or written


def capitals(value: Any, names: Names) -> str:
    """A code in capital letters."""
    return plain(value).upper()


class Choice:
    """Reader of one of ``choices``, by code or by its label in a language of the site."""

    def __init__(self, choices: type[TextChoices]) -> None:
        self._choices = choices
        self._codes: dict[str, str] = {}

    def __call__(self, value: Any, names: Names) -> str:
        written = plain(value)
        return self.codes.get(label_key(written), written)

    @property
    def codes(self) -> dict[str, str]:
        """Codes by the key of every way to write them."""
        if not self._codes:
            found = {label_key(code): str(code) for code in self._choices.values}
            for language, _name in settings.LANGUAGES:
                with override(language):
                    found |= {label_key(str(label)): str(code) for code, label in self._choices.choices}
            self._codes = found
        return self._codes


class Choices:
    """Reader of any number of ``choices``, each by code or by its label in a language of the site."""

    def __init__(self, choices: type[TextChoices]) -> None:
        self._one = Choice(choices)

    def __call__(self, value: Any, names: Names) -> list[str]:
        return list(dict.fromkeys(self._one(part, names) for part in many(value)))

    @property
    def codes(self) -> dict[str, str]:
        """Codes by the key of every way to write them."""
        return self._one.codes


def json_value(value: Any, names: Names) -> Any:
    """JSON, as in a line of JSON Lines."""
    try:
        return json.loads(plain(value), parse_float=Decimal)
    except (ValueError, RecursionError):
        raise CellError("not_json", "is not JSON", character=1) from None
