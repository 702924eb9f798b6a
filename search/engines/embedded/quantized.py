"""Vectors in a quarter of their bytes, to find out at once which are worth comparing in full.

A row holds the numbers of a vector as whole ones from -127 to 127, and behind them the float that one of them stands
for. To read them takes a quarter of the time, and most of the time of comparing vectors is reading.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import simsimd
from numpy.typing import NDArray

MOST = 127  # what the largest number of a vector becomes
SCALE_BYTES = 4
# Rounding moves a cosine by the sum of many small errors, each as often up as down: of deviation scale / √12 in all,
# for a vector of length 1. Of a thousand million sums two are further off than six deviations.
DEVIATIONS = 6.0

Floats = NDArray[np.float32]


def quantized(vector: Floats) -> bytes:
    """A row."""
    scale = _scale(vector)
    numbers: bytes = np.rint(vector / scale).astype(np.int8).tobytes()
    return numbers + np.array([scale], dtype="<f4").tobytes()


class QuantizedRows:
    """Rows at the head of a file, mapped. Scales known of ``before``, with fewer rows of it, are not read again."""

    def __init__(self, path: Path, count: int, dimension: int, before: "QuantizedRows | None" = None) -> None:
        rows = np.memmap(path, dtype=np.uint8, mode="r", shape=(count, dimension + SCALE_BYTES))
        self._numbers, self._tails = rows[:, :dimension].view(np.int8), rows[:, dimension:]
        known = before._scales if before else np.zeros(0, dtype=np.float32)
        self._scales: Floats = np.concatenate([known, _scales(self._tails[len(known) :])])

    def reread(self, rows: Sequence[int]) -> None:
        """Reads the scales of rows that have been written anew."""
        self._scales[rows] = _scales(self._tails[rows])

    def cosines(self, vector: Floats) -> tuple[Floats, float]:
        """Cosines with a vector of length 1, of vectors of length 1; and how far they may be off."""
        scale = _scale(vector)
        asked = np.rint(vector / scale).astype(np.int8)
        products = np.asarray(simsimd.cdist(asked[np.newaxis], self._numbers, metric="dot"))[0]
        cosines = products.astype(np.float32) * self._scales * np.float32(scale)
        deviation = np.sqrt((float(self._scales.max()) ** 2 + scale**2) / 12)
        return cosines, DEVIATIONS * float(deviation)


def _scales(tails: NDArray[np.uint8]) -> Floats:
    scales: Floats = np.ascontiguousarray(tails).view("<f4")[:, 0]
    return scales


def _scale(vector: Floats) -> float:
    """Scale of a rounded vector: the number that 1 stands for."""
    return float(np.abs(vector).max()) / MOST or 1.0
