"""The vectors of one index generation: rows of one matrix on disk, and a journal that says whose they are.

Both files only grow, or have one row overwritten, so a reader that has them mapped is never in a writer's way. The
journal is the truth: a row counts once its line is whole, and a line that a killed writer left torn is cut off by the
next one.
"""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

GONE = -1

Matrix = NDArray[np.float32]


class VectorFile:
    """Vectors by code. One writer at a time (search.lock), any number of readers."""

    def __init__(self, folder: Path) -> None:
        self.rows_path = folder / "vectors.f32"
        self.journal_path = folder / "vectors.journal"
        self.rows: dict[str, int] = {}
        self.codes: list[str] = []  # by row; empty where the row is nobody's
        self.dimension = 0
        self._read = 0
        self._matrix: Matrix | None = None

    def refresh(self) -> None:
        """Reads what was written since the last time."""
        try:
            with self.journal_path.open("rb") as file:
                file.seek(self._read)
                new = file.read()
        except FileNotFoundError:
            return
        whole = new[: new.rfind(b"\n") + 1]
        for line in whole.decode("ascii").splitlines():
            self._take(line)
        self._read += len(whole)

    def _take(self, line: str) -> None:
        code, _separator, value = line.partition("\t")
        if not code:
            self.dimension = int(value)
            return
        row = int(value)
        if code in self.rows:
            self.codes[self.rows.pop(code)] = ""
        if row != GONE:
            self.codes.extend([""] * (row + 1 - len(self.codes)))
            self.codes[row] = code
            self.rows[code] = row

    def put(self, vectors: Iterable[tuple[str, bytes]], gone: Sequence[str] = ()) -> None:
        """Writes vectors (float32, little-endian) and takes others away. Raises ValueError for another dimension."""
        self.refresh()
        self._cut_torn_line()
        next_row = len(self.codes)
        with (
            self.rows_path.open("r+b" if self.rows_path.exists() else "w+b") as matrix,
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
                    journal.write(f"{code}\t{row}\n".encode("ascii"))
                matrix.seek(row * len(content))
                matrix.write(content)
            for code in gone:
                if code in self.rows:
                    journal.write(f"{code}\t{GONE}\n".encode("ascii"))
            matrix.flush()  # before the journal, which says that the rows are there
            journal.flush()
        self._forget()
        self.refresh()

    def _cut_torn_line(self) -> None:
        if self.journal_path.exists() and self.journal_path.stat().st_size > self._read:
            os.truncate(self.journal_path, self._read)

    def _forget(self) -> None:
        self.rows, self.codes, self.dimension, self._read, self._matrix = {}, [], 0, 0, None

    def matrix(self) -> Matrix | None:
        """The rows, mapped from disk; None where there are none."""
        if not self.codes or not self.dimension:
            return None
        if self._matrix is None or len(self._matrix) < len(self.codes):
            self._matrix = np.memmap(self.rows_path, dtype="<f4", mode="r", shape=(len(self.codes), self.dimension))
        return self._matrix

    def cosines(self, vector: bytes, codes: Sequence[str] | None = None) -> tuple[list[str], NDArray[np.float32]]:
        """Codes and their cosines with a vector of length 1: of all, or of those of ``codes`` that have one."""
        self.refresh()
        matrix, asked = self.matrix(), np.frombuffer(vector, dtype="<f4")
        if matrix is None or len(asked) != self.dimension:
            return [], np.zeros(0, dtype=np.float32)
        if codes is not None:
            held = [code for code in codes if code in self.rows]
            matrix = matrix[[self.rows[code] for code in held]]
            return held, np.vecdot(matrix, asked)
        return self.codes, np.vecdot(matrix, asked)  # twice as fast as matrix @ asked

    def __len__(self) -> int:
        return len(self.rows)

    def get(self, code: str) -> bytes | None:
        """The vector of a code, if there is one."""
        self.refresh()
        matrix = self.matrix()
        return matrix[self.rows[code]].tobytes() if matrix is not None and code in self.rows else None
