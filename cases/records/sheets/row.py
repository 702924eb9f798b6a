"""Rows of a sheet, whatever file they come from."""

from collections.abc import Mapping
from typing import Any, NamedTuple


class Row(NamedTuple):
    """Row of a sheet. ``number`` as the spreadsheet shows it; ``size``: bytes of the file read for it.

    ``merged``: positions of values of merged cells, with the row in which each value stands.
    """

    number: int
    size: int
    values: list[Any]
    merged: Mapping[int, int] = {}
