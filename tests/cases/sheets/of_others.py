"""Sheets of others for tests: small tables, read with topics and cities that are known without a database."""

import io
from typing import Any

from cases.records.problems import Line
from cases.records.sheets.cells import CellError, NamedCity, Names
from cases.records.sheets.formats import headings_of, read_records
from cases.records.sheets.matching.matching import Headings, Matching
from cases.written.letters import label_key
from tests.sheets import xlsx

TOPICS = {
    "پسماند": "waste",
    "حمل و نقل": "mobility",
    "محیط زیست": "environment",
    "اتوبوس تندرو": "brt",
    "Cycling": "cycling",
}


def named_city(names: Any, country: str) -> NamedCity:
    """Any city as one of Iran, but for one that nobody knows."""
    name = next(iter(names.values()))
    if name == "هیچ‌جا":
        raise CellError("city_of_nobody", "nobody knows it", city=name)
    return NamedCity({"مشهد": "Mashhad", "تهران": "Tehran"}.get(name, name), country or "IR", names)


NAMES = Names(
    {label_key(text): code for text, code in TOPICS.items()},
    frozenset(TOPICS.values()),
    {"fa": {label_key(text): text for text in TOPICS}},
    named_city,
)


def table(*rows: list[Any]) -> bytes:
    return xlsx(list(rows)).getvalue()


def found(content: bytes) -> Headings:
    headings = headings_of(io.BytesIO(content))
    assert headings is not None
    return headings


def read(content: bytes, matching: Matching | None = None) -> list[Line]:
    return list(read_records(io.BytesIO(content), NAMES, matching or found(content).proposed()))


def one(heading: str, value: Any, *others: tuple[str, Any]) -> Line:
    """Line of a case that has one more cell than title and city."""
    cells = [("عنوان", "طرح"), ("شهر", "مشهد"), (heading, value), *others]
    return read(table([name for name, _value in cells], [value for _name, value in cells]))[-1]


def codes(line: Line) -> dict[str, str]:
    skipped = ("status_assumed", "draft_without_topic")
    return {note.field: note.code for note in line.notes if note.code not in skipped}
