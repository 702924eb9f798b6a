"""The vectors of one index generation: rows of a matrix on disk, and a journal of whose they are.

The files only grow, or have one row overwritten, so a reader that has them mapped is never in a writer's way. The
journal is the truth: a row counts once its line is whole, and a line that a killed writer left torn is cut off by the
next one. A code keeps its row, since its document says where it is (rows.py).
"""

import os
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO, Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from search.contract.caching import BoundedCache

from .similarity import Similarity

NO_VECTOR = "?"  # behind a row in the journal: it is the code's, and there is no vector
REMEMBERED = 16  # comparisons with all vectors: four bytes for each

Matrix = NDArray[np.float32]


class VectorFile:
    """Vectors by code. One writer at a time (search.sync.locks), any number of readers; threads may share it."""

    def __init__(self, folder: Path) -> None:
        # The files of older formats had other names, and whoever still reads those is not to be in our way.
        self._matrix_path = folder / "rows.f32"
        self.journal_path = folder / "rows.journal"
        self.dimension = 0
        self._rows: dict[str, int] = {}
        self._codes: list[str] = []  # by row
        self._held = bytearray()  # by row: 1 where there is a vector
        self._height = 0  # rows up to the last vector
        self._read = 0
        self._mapped: Matrix | None = None
        self._similarities: BoundedCache[tuple[int, bytes], Similarity] = BoundedCache(REMEMBERED)
        self._lock = threading.RLock()

    def refresh(self) -> None:
        """Reads what was written since the last time."""
        with self._lock:
            try:
                if self.journal_path.stat().st_size == self._read:
                    return
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
        """Reads a line."""
        code, _separator, value = line.partition("\t")
        if not code:
            self.dimension = int(value)
            return
        row, is_held = int(value.removesuffix(NO_VECTOR)), not value.endswith(NO_VECTOR)
        if row == len(self._codes):
            self._codes.append(code)
            self._held.append(0)
            self._rows[code] = row
        self._held[row] = is_held
        if is_held:
            self._height = max(self._height, row + 1)

    def reserve(self, codes: Sequence[str]) -> list[int]:
        """The rows of codes, whether their vectors are there yet or not."""
        with self._lock:
            self._begin_writing()
            new = [code for code in dict.fromkeys(codes) if code not in self._rows]
            lines = [f"{code}\t{row}{NO_VECTOR}\n" for row, code in enumerate(new, start=len(self._codes))]
            self._write(lines)
            return [self._rows[code] for code in codes]

    def put(self, vectors: Iterable[tuple[str, bytes]], gone: Sequence[str] = ()) -> None:
        """Writes vectors (float32, little-endian) and takes others away. Raises ValueError for another dimension."""
        with self._lock:
            self._begin_writing()
            self._put(vectors, gone)

    def _put(self, vectors: Iterable[tuple[str, bytes]], gone: Sequence[str]) -> None:
        lines: list[str] = []
        new: dict[str, int] = {}
        dimension = self.dimension
        with _writable(self._matrix_path) as matrix:
            for code, content in vectors:
                if not dimension:
                    dimension = len(content) // 4
                    lines.append(f"\t{dimension}\n")
                if len(content) != dimension * 4:
                    raise ValueError(f"a vector of {len(content) // 4} numbers where {dimension} are kept")
                row = self._rows.get(code)
                if row is None:
                    row = new.setdefault(code, len(self._codes) + len(new))
                lines.append(f"{code}\t{row}\n")  # also of a known one: the version changes with it
                matrix.seek(row * len(content))
                matrix.write(content)
            if lines:
                _to_disk(matrix)
        lines += [f"{code}\t{self._rows[code]}{NO_VECTOR}\n" for code in gone if code in self._rows]
        self._write(lines)  # now that the rows are there

    def _begin_writing(self) -> None:
        self.refresh()
        if self.journal_path.exists() and self.journal_path.stat().st_size > self._read:  # a torn line
            os.truncate(self.journal_path, self._read)

    def _write(self, lines: Sequence[str]) -> None:
        if not lines:  # as mostly: an edited case has its row
            return
        with self.journal_path.open("a", encoding="ascii") as journal:
            journal.writelines(lines)
            _to_disk(journal)
        self.refresh()

    def _map(self) -> Matrix | None:
        """The rows, mapped from disk; None where there are none."""
        if not self._height or not self.dimension:
            return None
        if self._mapped is None or len(self._mapped) < self._height:
            self._mapped = np.memmap(self._matrix_path, dtype="<f4", mode="r", shape=(self._height, self.dimension))
        return self._mapped

    def similarity(self, vector: bytes) -> Similarity | None:
        """Similarity of a vector of length 1 to all; None where there are no vectors like it.

        The last ones are remembered: who narrows a search asks the same under other limits.
        """
        with self._lock:
            self.refresh()
            matrix, asked = self._map(), np.frombuffer(vector, dtype="<f4")
            if matrix is None or len(asked) != self.dimension:
                return None
            return self._similarities.get_or_set((self._read, vector), lambda: self._similarity(matrix, asked))

    def _similarity(self, matrix: Matrix, asked: Matrix) -> Similarity:
        held = np.frombuffer(bytes(self._held), dtype=np.bool_)[: len(matrix)]
        return Similarity(self._codes, matrix, held, asked)

    def version(self) -> int:
        """Grows with every vector that is put or taken away."""
        self.refresh()
        return self._read

    def get(self, code: str) -> bytes | None:
        """The vector of a code, if there is one."""
        with self._lock:
            self.refresh()
            row, matrix = self._rows.get(code), self._map()
            return matrix[row].tobytes() if matrix is not None and row is not None and self._held[row] else None


def _to_disk(file: IO[Any]) -> None:
    """So that a failure of power takes nothing that is relied on: rows by the journal, the journal by documents."""
    file.flush()
    os.fsync(file.fileno())


def _writable(path: Path) -> BinaryIO:
    return path.open("r+b" if path.exists() else "w+b")
