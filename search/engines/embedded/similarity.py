"""The rows of a matrix that are nearest to a vector."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from search.contract import Hit

from .quantized import QuantizedRows

Floats = NDArray[np.float32]


class Similarity:
    """Cosines of the rows with a vector of length 1. ``codes`` says whose they are; empty where a row is nobody's.

    Where there are rounded rows, all are compared by those, and only the ones that are asked for exactly.
    """

    def __init__(self, codes: Sequence[str], matrix: Floats, asked: Floats, rounded: QuantizedRows | None) -> None:
        self.codes, self._matrix, self._asked = codes, matrix, asked
        if rounded is None:
            # Twice as fast as matrix @ asked.
            self._about, self._error = np.vecdot(matrix, asked), 0.0
        else:
            self._about, self._error = rounded.cosines(asked)

    def __len__(self) -> int:
        return len(self.codes)

    def nearest_rows(self, count: int) -> tuple[list[int], float]:
        """About as many of the nearest rows, in any order, and a cosine that no other row is above."""
        if count >= len(self.codes):
            return [row for row, code in enumerate(self.codes) if code], -math.inf
        edge = np.partition(self._about, len(self.codes) - count)[len(self.codes) - count]
        rows = np.flatnonzero(self._about >= edge).tolist()
        return [row for row in rows if self.codes[row]], float(edge) + self._error

    def ranked(self, rows: Sequence[int], least: float = -math.inf) -> list[Hit]:
        """Those of the rows whose cosines are ``least`` or more, exactly; the highest first, ties by code."""
        if not rows:
            return []
        cosines = np.vecdot(self._matrix[rows], self._asked) if self._error else self._about[rows]
        found = zip((-cosines).tolist(), (self.codes[row] for row in rows), strict=True)
        return [Hit(code, round(-value, 4)) for value, code in sorted(found) if -value >= least]
