"""Cells that hold a word in place of nothing: a dash, "not known", and, for an end, "still going on"."""

from typing import Any

from cases.records.countries import COUNTRIES
from cases.written.not_numbers import is_dash, is_still, is_unknown

from .cells import Choice, country
from .columns import Column


def is_blank(value: Any, column: Column) -> bool:
    """Whether a cell is as good as empty, whatever its column: a dash, except as an id."""
    return isinstance(value, str) and column.name != "id" and is_dash(value)


def blank_word(value: Any, column: Column, found: Any = None) -> bool:
    """Whether a cell that its reader could make nothing of, or gave back as it was, holds a word for nothing."""
    if not isinstance(value, str) or column.kind.is_text:
        return False
    written = value.strip()
    read = column.kind.read
    if (isinstance(read, Choice) and found in read.codes.values()) or (read is country and found in COUNTRIES):
        return False  # "unknown" may be one of the values, and NA is Namibia
    as_it_was = found is None or found in (written, [written], [written.casefold()])
    return as_it_was and (is_unknown(written) or (column.name == "ended" and is_still(written)))
