"""The rows of a matrix that are nearest to a vector."""

import heapq
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from search.contract.searcher import Hit

from .rows import Rows

FEW = 2000  # rows that are compared by themselves; for more, all are, once
Floats = NDArray[np.float32]


class Similarity:
    """Cosines of vectors of length 1, the rows that are ``held``, with another. ``codes`` says whose they are."""

    def __init__(self, codes: Sequence[str], matrix: Floats, held: Rows, asked: Floats) -> None:
        self._codes, self._matrix, self._held, self._asked = codes, matrix, held, asked
        self._cosines: Floats | None = None

    def nearest(self, allowed: Rows, limit: int) -> list[Hit]:
        """The nearest of the rows that are allowed, exactly; ties by code."""
        length = min(len(allowed), len(self._held))
        rows = np.flatnonzero(allowed[:length] & self._held[:length])
        cosines = self._of(rows)
        if 0 < limit < len(rows):
            least = np.partition(cosines, len(rows) - limit)[len(rows) - limit]
            rows, cosines = rows[cosines >= least], cosines[cosines >= least]  # more where several are equally near
        found = zip((-cosines).tolist(), (self._codes[row] for row in rows.tolist()), strict=True)
        return [Hit(code, round(-value, 4)) for value, code in heapq.nsmallest(limit, found)]

    def _of(self, rows: NDArray[np.intp]) -> Floats:
        """Cosines of these rows. Row by row and not as one product, so that equal vectors are equally near."""
        if self._cosines is None and len(rows) > FEW:
            self._cosines = np.vecdot(self._matrix, self._asked)
        cosines: Floats = np.vecdot(self._matrix[rows], self._asked) if self._cosines is None else self._cosines[rows]
        return cosines
