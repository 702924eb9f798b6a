"""The rows of a matrix that are nearest to a vector."""

import heapq
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from search.contract.engine import Hit

from .quantized import QuantizedRows
from .rows import Rows

FEW = 2000  # rows that are compared at once; of more it is found out first which are worth it
MOST_COPIED = 8000  # rows at a time

Floats = NDArray[np.float32]


class Similarity:
    """Cosines of vectors of length 1, the rows that are ``held``, with another. ``codes`` says whose they are.

    Where there are many, all are compared rounded, once, and only the ones that may be nearest exactly.
    """

    def __init__(self, codes: Sequence[str], matrix: Floats, held: Rows, asked: Floats, rounded: QuantizedRows) -> None:
        self._codes, self._matrix, self._held, self._asked, self._rounded = codes, matrix, held, asked, rounded
        self._about: tuple[Floats, float] | None = None

    def nearest(self, allowed: Rows, limit: int) -> list[Hit]:
        """The nearest of the rows that are allowed, exactly; ties by code."""
        length = min(len(allowed), len(self._held))
        rows = np.flatnonzero(allowed[:length] & self._held[:length])
        if len(rows) > max(FEW, limit):
            rows = self._promising(rows, limit)
        found = zip((-self._exact(rows)).tolist(), (self._codes[row] for row in rows.tolist()), strict=True)
        return [Hit(code, round(-value, 4)) for value, code in heapq.nsmallest(limit, found)]

    def _exact(self, rows: NDArray[np.intp]) -> Floats:
        # In parts, since each is copied: where all vectors are nearly one, all of a large collection may be asked for.
        parts = np.array_split(rows, len(rows) // MOST_COPIED + 1)
        return np.concatenate([np.vecdot(self._matrix[part], self._asked) for part in parts])

    def _promising(self, rows: NDArray[np.intp], limit: int) -> NDArray[np.intp]:
        """Rows, out of those given, that may be among the ``limit`` nearest."""
        cosines, error = self._compared()
        about = cosines[rows]
        # As many are as near as the furthest of these at least; whatever is nearer seems no further than by the error.
        likely = rows[np.argpartition(about, len(about) - limit)[len(about) - limit :]]
        promising: NDArray[np.intp] = rows[about >= self._exact(likely).min() - error]
        return promising

    def _compared(self) -> tuple[Floats, float]:
        """About the cosines of all rows, and how far they may be off."""
        if self._about is None:
            self._about = self._rounded.cosines(self._asked)
        return self._about
