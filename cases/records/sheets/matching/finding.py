"""Search for the header row of a sheet, under titles, notes and empty rows."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from django.conf import settings

from cases.records.sheets.columns import MAX_COLUMNS, column_name, known_columns
from cases.records.sheets.row import Row

from .matching import Heading, Headings, is_joined
from .recognition import Recognised, recognised

MOST_ROWS = 40  # in which a header row is looked for
MOST_LETTERS = 120  # of a heading
SAMPLES = 3
_WORDS = 8  # letters of a text that tells its language
_MOST_SCORED = 60  # cells by which a row is known for the header
_FEWEST = 2  # known headings that make a header row
_LATIN = re.compile("[A-Za-z]")
_ARABIC_SCRIPT = re.compile("[\u0620-\u06ff]")
_ARABIC_ONLY = re.compile(r"[ةىيكأإ]|(?<!\w)ال\w")
_PERSIAN_ONLY = re.compile("[پچژگیک]")


def find_headings(rows: Sequence[Row]) -> Headings | None:
    """Header row among the first rows of a sheet, with samples of what is under it; None where none is seen."""
    best: tuple[float, Row] | None = None
    for row in rows[:MOST_ROWS]:
        score = _score(row)
        if score >= _FEWEST and (best is None or score > best[0]):
            best = score, row
    if best is None:
        return None
    header = best[1]
    below = [row for row in rows if row.number > header.number]
    above = next((row for row in reversed(rows) if row.number == header.number - 1), None)
    first = next((row for row in rows if _cells(row) and not _is_note(row)), header)
    found = {at: recognised(text) if len(text) <= MOST_LETTERS else None for at, text in _cells(header).items()}
    ours = [item for item in found.values() if item and item.is_ours]
    others = [item for item in found.values() if item and not item.is_ours]
    is_ours = bool(ours) and not others and first.number == header.number
    texts = {position: str(value) for position, value in _cells(header).items()}
    language = _language([*texts.values()], below)
    return Headings(header.number, _items(header, above, below, found, language), language, is_ours)


def _score(row: Row) -> float:
    """Number of columns that a row names: two headings for one count once, guesses a half."""
    found: dict[str, float] = {}
    for text in list(_cells(row).values())[:_MOST_SCORED]:
        if len(text) > MOST_LETTERS or (item := recognised(text)) is None:
            continue
        name = f"{item.column('@')}"
        found[name] = max(found.get(name, 0), 1.0 if item.is_sure else 0.5)
    return sum(found.values())


def _cells(row: Row) -> dict[int, str]:
    """Texts of a row by their positions; of cells merged from elsewhere none."""
    return {
        position: value.strip()
        for position, value in enumerate(row.values)
        if isinstance(value, str) and value.strip() and row.merged.get(position, row.number) == row.number
    }


def _is_note(row: Row) -> bool:
    return next(iter(_cells(row).values()), "").startswith("#") and not known_columns(list(row.values))


def _items(
    header: Row, above: Row | None, below: Sequence[Row], found: dict[int, Recognised | None], language: str
) -> list[Heading]:
    width = min(max([len(header.values), *(len(row.values) for row in below)]), MAX_COLUMNS)
    groups = _groups(above)
    items, taken = [], set[str]()
    has_name = any(item and item.pattern == "indicators.#.name.@" for item in found.values())
    for position in range(width):
        value = header.values[position] if position < len(header.values) else None
        text = "" if value is None else str(value).strip()
        samples = _samples(position, below)
        if not text and not samples:
            continue
        item = found.get(position)
        if text.startswith("#") and len(text) > 1:
            items.append(Heading(position, text, samples, is_known=True, is_sure=True))
            continue
        heading = _heading(position, text, samples, item, language)
        if heading.column.startswith("indicators.") and not has_name:  # figures of nothing that has a name
            heading = replace(heading, column="unverified")
        if _is_taken(heading, taken):
            again = recognised(f"{groups.get(position, '')} {text}") if position in groups else None
            heading = _heading(position, text, samples, again, language)
            if _is_taken(heading, taken):
                heading = Heading(position, text, samples)
        taken.add(heading.column)
        items.append(heading)
    return items


def _is_taken(heading: Heading, taken: set[str]) -> bool:
    return bool(heading.column) and heading.column in taken and not is_joined(heading.column)


def _heading(position: int, text: str, samples: list[str], item: Recognised | None, language: str) -> Heading:
    if item is None:
        return Heading(position, text, samples)
    column = column_name_in(item, item.language or _language_under(samples, language))
    return Heading(position, text, samples, column, True, item.is_sure, item.money)


def column_name_in(item: Recognised, language: str) -> str:
    """Name of the column that a heading means, in a language of the site."""
    return column_name(item.column(language)) if item.pattern else ""


def _language_under(samples: list[str], language: str) -> str:
    """Language of a column; Persian and Arabic, which share letters, are told apart by the whole sheet."""
    own = _script(samples, language)
    return language if {own, language} == {"fa", "ar"} else own


def _groups(above: Row | None) -> dict[int, str]:
    """Texts of the row above the headings, each over the columns that it is merged with."""
    if above is None:
        return {}
    groups, last = {}, ""
    for position, value in enumerate(above.values):
        own = isinstance(value, str) and value.strip()
        last = str(value).strip() if own else last if position in above.merged else ""
        if last:
            groups[position] = last
    return groups


def _samples(position: int, below: Sequence[Row]) -> list[str]:
    values: list[str] = []
    for row in below:
        value = row.values[position] if position < len(row.values) else None
        text = "" if value is None else str(value).strip()
        if text and row.merged.get(position, row.number) == row.number and text[:80] not in values:
            values.append(text[:80])
        if len(values) == SAMPLES:
            break
    return values


def _language(headings: list[str], below: Sequence[Row]) -> str:
    """Language of the texts: by the letters under the headings, which may themselves be English."""
    values = [str(value) for row in below for value in row.values if isinstance(value, str) and len(value) > _WORDS]
    return _script([*values[:400], *headings], settings.LANGUAGE_CODE)


def _script(texts: Sequence[str], otherwise: str) -> str:
    votes: Counter[str] = Counter()
    for text in texts:
        arabic, latin = len(_ARABIC_SCRIPT.findall(text)), len(_LATIN.findall(text))
        if arabic > latin:
            persian, others = len(_PERSIAN_ONLY.findall(text)), len(_ARABIC_ONLY.findall(text))
            votes["ar" if others > persian else "fa" if persian else ""] += arabic
        elif latin:
            votes["en"] += latin
    arabic_script = votes["ar"] + votes["fa"] + votes[""]
    if not votes:
        return otherwise
    if votes["en"] > arabic_script:
        return "en"
    if votes["ar"] == votes["fa"]:
        return otherwise if otherwise in ("fa", "ar") else "fa"
    return "ar" if votes["ar"] > votes["fa"] else "fa"
