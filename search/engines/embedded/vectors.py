"""The vectors of one index generation: rows of a matrix on disk, the same rounded, and a journal of whose they are.

The files only grow, or have one row overwritten, so a reader that has them mapped is never in a writer's way. The
journal is the truth: a row counts once its line is whole, and a line that a killed writer left torn is cut off by the
next one.
"""

import os
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from .quantized import SCALE_BYTES, QuantizedRows, quantized
from .similarity import Similarity

GONE = -1

Matrix = NDArray[np.float32]


class VectorFile:
    """Vectors by code. One writer at a time (search.lock), any number of readers."""

    def __init__(self, folder: Path) -> None:
        self.rows_path = folder / "vectors.f32"
        self.quantized_path = folder / "vectors.i8"
        self.journal_path = folder / "vectors.journal"
        self.rows: dict[str, int] = {}
        self.codes: list[str] = []  # by row; empty where the row is nobody's
        self.dimension = 0
        self._read = 0
        self._matrix: Matrix | None = None
        self._quantized: QuantizedRows | None = None

    def refresh(self) -> None:
        """Reads what was written since the last time."""
        try:
            with self.journal_path.open("rb") as file:
                file.seek(self._read)
                new = file.read()
        except FileNotFoundError:
            return
        whole = new[: new.rfind(b"\n") + 1]
        written = {self._take(line) for line in whole.decode("ascii").splitlines()}
        if self._quantized is not None and self._matrix is not None:
            self._quantized.reread([row for row in written if 0 <= row < len(self._matrix)])
        self._read += len(whole)

    def _take(self, line: str) -> int:
        """Reads a line; the row that was written, or GONE."""
        code, _separator, value = line.partition("\t")
        if not code:
            self.dimension = int(value)
            return GONE
        row = int(value)
        if code in self.rows:
            self.codes[self.rows.pop(code)] = ""
        if row != GONE:
            self.codes.extend([""] * (row + 1 - len(self.codes)))
            self.codes[row] = code
            self.rows[code] = row
        return row

    def put(self, vectors: Iterable[tuple[str, bytes]], gone: Sequence[str] = ()) -> None:
        """Writes vectors (float32, little-endian) and takes others away. Raises ValueError for another dimension."""
        self.refresh()
        self._cut_torn_line()
        next_row = len(self.codes)
        # An index of an older format has no rounded rows; it answers without until the new one is built.
        is_rounded = self.quantized_path.exists() or not self.rows_path.exists()
        with (
            _writable(self.rows_path) as matrix,
            _writable(self.quantized_path) if is_rounded else nullcontext() as rounded,
            self.journal_path.open("ab") as journal,
        ):
            for code, content in vectors:
                if not self.dimension:
                    self.dimension = len(content) // 4
                    journal.write(f"\t{self.dimension}\n".encode("ascii"))
                if len(content) != self.dimension * 4:
                    raise ValueError(f"a vector of {len(content) // 4} numbers where {self.dimension} are kept")
                row = self.rows.get(code, GONE)
                if row == GONE:
                    row, next_row = next_row, next_row + 1
                    self.rows[code] = row  # in case it comes twice
                    self.codes.append(code)
                journal.write(f"{code}\t{row}\n".encode("ascii"))  # also of a known one: the version changes with it
                matrix.seek(row * len(content))
                matrix.write(content)
                if rounded:
                    rounded.seek(row * (self.dimension + SCALE_BYTES))
                    rounded.write(quantized(np.frombuffer(content, dtype="<f4")))
            for code in gone:
                if code in self.rows:
                    journal.write(f"{code}\t{GONE}\n".encode("ascii"))
            matrix.flush()  # before the journal, which says that the rows are there
            if rounded:
                rounded.flush()
            journal.flush()
        self._forget()
        self.refresh()

    def _cut_torn_line(self) -> None:
        if self.journal_path.exists() and self.journal_path.stat().st_size > self._read:
            os.truncate(self.journal_path, self._read)

    def _forget(self) -> None:
        self.rows, self.codes, self.dimension, self._read = {}, [], 0, 0
        self._matrix = self._quantized = None

    def matrix(self) -> Matrix | None:
        """The rows, mapped from disk; None where there are none."""
        if not self.codes or not self.dimension:
            return None
        if self._matrix is None or len(self._matrix) < len(self.codes):
            count = len(self.codes)
            self._matrix = np.memmap(self.rows_path, dtype="<f4", mode="r", shape=(count, self.dimension))
            if self.quantized_path.exists():
                self._quantized = QuantizedRows(self.quantized_path, count, self.dimension, self._quantized)
        return self._matrix

    def similarity(self, vector: bytes, codes: Sequence[str] | None = None) -> Similarity | None:
        """How near a vector of length 1 is to all, or to those of ``codes`` that have one; None where none can be."""
        self.refresh()
        matrix, asked = self.matrix(), np.frombuffer(vector, dtype="<f4")
        if matrix is None or len(asked) != self.dimension:
            return None
        if codes is not None:
            held = [code for code in codes if code in self.rows]
            return Similarity(held, matrix[[self.rows[code] for code in held]], asked, None)
        return Similarity(self.codes, matrix, asked, self._quantized)

    def version(self) -> int:
        """Grows with every vector that is put or taken away."""
        self.refresh()
        return self._read

    def __len__(self) -> int:
        return len(self.rows)

    def get(self, code: str) -> bytes | None:
        """The vector of a code, if there is one."""
        self.refresh()
        matrix = self.matrix()
        return matrix[self.rows[code]].tobytes() if matrix is not None and code in self.rows else None


def _writable(path: Path) -> BinaryIO:
    return path.open("r+b" if path.exists() else "w+b")
