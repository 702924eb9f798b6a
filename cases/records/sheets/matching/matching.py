"""Matching of the headings of a sheet with our columns: as it is proposed, as a person chose it, as it is kept."""

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import lru_cache
from typing import Any, Self

from django.conf import settings
from django.utils.translation import override

from cases.records.case import PROSE
from cases.records.sheets.columns import Column, column_of
from cases.written.amounts import MoneyUnit

from .labels import NOTES, label_of, template_columns
from .recognition import heading_key

JOINED = ("topics", "sdgs", "setbacks", NOTES)  # columns that more than one heading may fill; so may any long text


@dataclass(frozen=True, slots=True)
class Heading:
    """Heading of a sheet: its position from 0, its text, values under it, and the column that it seems to mean.

    ``column``: "" where it is left out. ``is_known``: it was recognised, be it as something to leave out.
    """

    position: int
    text: str
    samples: list[str]
    column: str = ""
    is_known: bool = False
    is_sure: bool = False
    money: MoneyUnit = field(default_factory=MoneyUnit)


@dataclass(frozen=True, slots=True)
class Headings:
    """Header row of a sheet: its number, its headings in order, the language of its texts."""

    row: int
    items: list[Heading]
    language: str
    is_ours: bool  # as the exchange format has it, in the first row
    sheet: str = ""  # where a workbook has several, which are ``sheets``
    sheets: list[str] = field(default_factory=list)

    @property
    def keys(self) -> list[str]:
        """Keys of the headings; of one that is there again, with its number."""
        seen: Counter[str] = Counter()
        keys = []
        for item in self.items:
            key = heading_key(item.text) or f"column {item.position}"
            seen[key] += 1
            keys.append(key if seen[key] == 1 else f"{key} {seen[key]}")
        return keys

    @property
    def signature(self) -> str:
        """Hash of the set of headings, by which a matching is remembered."""
        return hashlib.sha256("\n".join(sorted(self.keys)).encode()).hexdigest()

    @property
    def needs_no_question(self) -> bool:
        """Whether every heading is surely known, and what a case must have is among them."""
        columns = [item.column for item in self.items]
        return (
            all(item.is_known and item.is_sure for item in self.items if item.text)
            and not any(item.samples for item in self.items if not item.text)
            and any(column.startswith("title.") for column in columns)
            and any(column.startswith("city.") for column in columns)
        )

    @property
    def are_of_template(self) -> bool:
        """Whether they are headings of our own template, in a language of the site."""
        keys = set(self.keys)
        return any(keys <= template_keys(code) for code, _name in settings.LANGUAGES)

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> Self:
        """Headings of their JSON."""
        items = [Heading(**{**item, "money": MoneyUnit(**item["money"])}) for item in content["items"]]
        sheet, sheets = content.get("sheet", ""), content.get("sheets", [])
        return cls(content["row"], items, content["language"], content["is_ours"], sheet, sheets)

    def proposed(self) -> "Matching":
        """Matching that the recognised headings make."""
        columns = dict(zip(self.keys, (item.column for item in self.items), strict=True))
        money = next((item.money for item in self.items if item.column == "cost.amount"), MoneyUnit())
        return Matching(columns, currency=money.currency, scale=money.scale, sheet=self.sheet)


@dataclass(frozen=True, slots=True)
class Matching:
    """Matching of headings, by their keys, with columns ("" is left out), and what the sheet itself does not say.

    ``city``, ``country``: of every row, where no column has them. ``words``: codes of words in cells, by the column.
    ``sheet``: the one to read of a workbook with several.
    """

    columns: Mapping[str, str]
    city: str = ""
    country: str = ""
    currency: str = ""
    scale: int = 1
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    sheet: str = ""

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> Self:
        """Matching of its JSON."""
        return cls(**content)

    def with_words(self, words: Mapping[str, Mapping[str, str]]) -> "Matching":
        """The matching with what words in cells mean."""
        return replace(self, words=words)

    def as_json(self) -> dict[str, Any]:
        """The matching as it is kept."""
        return asdict(self)

    @property
    def money(self) -> MoneyUnit:
        """Unit in which amounts are counted."""
        return MoneyUnit(self.scale, self.currency)

    def applied(self, headings: Headings) -> list[tuple[Column, str]]:
        """Columns at the positions of a sheet, with their headings; what is left out is left out."""
        found = []
        for key, item in zip(headings.keys, headings.items, strict=True):
            column = column_of(self.columns.get(key, ""), item.position)
            if column is not None:
                found.append((column, item.text))
        return found


@lru_cache(maxsize=8)
def template_keys(language: str) -> frozenset[str]:
    """Keys of the headings of the template in a language."""
    with override(language):
        return frozenset(heading_key(label_of(column)) for column in template_columns(language))


def is_joined(column: str) -> bool:
    """Whether several headings may fill a column, whose values are put together."""
    return column in JOINED or column.partition(".")[0] in (*PROSE, "summary")
