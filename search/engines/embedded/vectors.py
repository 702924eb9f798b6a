"""The vectors of one index generation: rows of a matrix on disk, and a journal of whose they are.

The files only grow, or have one row overwritten, so a reader that has them mapped is never in a writer's way. The
journal is the truth: a row counts once its line is whole, and a line that a killed writer left torn is cut off by the
next one. A code keeps its row, since its document says where it is (rows.py).

A line carries the CRC-32 of its row, and a row that is to be written anew is taken out of the journal first: whatever
moment a writer is killed in, every row that counts is the one its line was written for. How much of the journal there
was at the last position of the index, and its CRC-32, stand beside that position (store.py), since nothing in a file
that grows tells that its end is gone.
"""

import os
import threading
import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import IO, Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from search.contract.caching import BoundedCache

from .similarity import Similarity
from .soundness import Stamp, crc, damaged, stamp_of, unreadable

NO_VECTOR = "?"  # in place of a checksum in the journal: the row is the code's, and there is no vector
REMEMBERED = 16  # comparisons with all vectors: four bytes for each
MATRIX, JOURNAL = "matrix.f32", "matrix.journal"
OLDER_JOURNAL = "rows.journal"  # of formats before 8, without checksums: documents have their rows in there
ROWS = 1024  # that are read at once to be checked

Matrix = NDArray[np.float32]
Extent = tuple[int, int]  # of the journal: bytes, and their CRC-32


class VectorFile:
    """Vectors by code. One writer at a time (search.sync.locks), any number of readers; threads may share it."""

    def __init__(self, folder: Path) -> None:
        # The files of older formats had other names, and whoever still reads those is not to be in our way.
        self._matrix_path, self.journal_path = folder / MATRIX, folder / JOURNAL
        self._is_of_older_format = (folder / OLDER_JOURNAL).exists()
        self.dimension = 0
        self._rows: dict[str, int] = {}
        self._codes: list[str] = []  # by row
        self._held = bytearray()  # by row: 1 where there is a vector
        self._sums = array("L")  # by row: the CRC-32 of its vector
        self._height = 0  # rows up to the last vector
        self._read, self._crc = 0, 0  # of the journal
        self._mapped: tuple[int, Matrix] | None = None  # with the inode
        self._checked: tuple[Stamp | None, Stamp | None] | None = None
        self._similarities: BoundedCache[tuple[int, bytes], Similarity] = BoundedCache(REMEMBERED)
        self._lock = threading.RLock()

    def refresh(self) -> None:
        """Reads what was written since the last time. Raises EngineUnavailable where that is no journal any more."""
        with self._lock:
            stamp = stamp_of(self.journal_path)
            size = stamp[0] if stamp else 0
            if size < self._read:
                raise damaged(JOURNAL)
            if size > self._read:
                self._take_all(self._new_lines())

    def _new_lines(self) -> bytes:
        with _opened(self.journal_path) as file:
            file.seek(self._read)
            new = file.read()
        return new[: new.rfind(b"\n") + 1]

    def _take_all(self, lines: bytes) -> None:
        try:
            for line in lines.decode("ascii").splitlines():
                self._take(line)
        except (ValueError, LookupError, OverflowError) as error:
            raise damaged(JOURNAL) from error
        self._read += len(lines)
        self._crc = zlib.crc32(lines, self._crc)

    def _take(self, line: str) -> None:
        """Reads a line: ``code TAB row TAB checksum``, or ``TAB dimension``. Raises ValueError where it is neither."""
        code, place, *rest = line.split("\t")
        if not code:
            self.dimension = int(place)
            return
        row, (checksum,) = int(place), rest
        if row == len(self._codes) and code not in self._rows:
            self._codes.append(code)
            self._held.append(0)
            self._sums.append(0)
            self._rows[code] = row
        if self._rows[code] != row:
            raise ValueError(f"{code} has row {self._rows[code]}, not {row}")
        self._held[row] = checksum != NO_VECTOR
        if self._held[row]:
            self._sums[row] = int(checksum, 16)
            self._height = max(self._height, row + 1)

    def extent(self) -> Extent:
        """Extent of the journal as it was read, to be kept beside a position."""
        with self._lock:
            self.refresh()
            return self._read, self._crc

    def check_extent(self, extent: Extent) -> None:
        """Raises EngineUnavailable where the journal lacks what it once had, or has something else there."""
        size, expected = extent
        if not size:  # there need not be one yet
            return
        with _opened(self.journal_path) as file:
            if os.fstat(file.fileno()).st_size < size or crc(file, size) != expected:
                raise damaged(JOURNAL)

    def check(self, *, again: bool = False) -> None:
        """Compares journal and rows with their checksums, where the disk says something new of them, or ``again``.

        Raises EngineUnavailable for what is not right.
        """
        stamps = stamp_of(self._matrix_path), stamp_of(self.journal_path)
        if stamps == self._checked and not again:
            return
        self.check_extent(self.extent())
        wrong = self._wrong_rows()
        if wrong:  # another process may have begun to write one anew, which its journal then says
            wrong = wrong & self._wrong_rows()
        if wrong:
            raise damaged(MATRIX)
        self._checked = stamps

    def _wrong_rows(self) -> set[tuple[int, int]]:
        """Rows, with their checksums, whose numbers are others. They are not mapped for it: the file may be short."""
        with self._lock:  # for as long as it takes to copy, and not while a disk is read
            self.refresh()
            length, height, held, sums = self.dimension * 4, self._height, bytes(self._held), self._sums[:]
        wrong: set[tuple[int, int]] = set()
        if not height:
            return wrong
        with _opened(self._matrix_path) as file:
            for first in range(0, height, ROWS):
                numbers = memoryview(file.read(ROWS * length))
                for row in range(first, min(first + ROWS, height)):
                    start = (row - first) * length
                    if held[row] and zlib.crc32(numbers[start : start + length]) != sums[row]:
                        wrong.add((row, sums[row]))
        return wrong

    def reserve(self, codes: Sequence[str]) -> list[int]:
        """The rows of codes, whether their vectors are there yet or not."""
        with self._lock:
            self._begin_writing()
            new = [code for code in dict.fromkeys(codes) if code not in self._rows]
            lines = [_line(code, row) for row, code in enumerate(new, start=len(self._codes))]
            self._write(lines)
            return [self._rows[code] for code in codes]

    def put(self, vectors: Iterable[tuple[str, bytes]], gone: Sequence[str] = ()) -> None:
        """Writes vectors (float32, little-endian) and takes others away. Raises ValueError for another dimension."""
        with self._lock:
            self._begin_writing()
            remaining = iter(vectors)
            while batch := list(islice(remaining, ROWS)):
                self._check_dimension(batch)
                self._write([_line(code, self._rows[code]) for code, _content in batch if self._holds(code)])
                self._put(batch)
            self._write([_line(code, self._rows[code]) for code in gone if code in self._rows])

    def _check_dimension(self, vectors: Sequence[tuple[str, bytes]]) -> None:
        dimension = self.dimension or len(vectors[0][1]) // 4
        for _code, content in vectors:
            if len(content) != dimension * 4:
                raise ValueError(f"a vector of {len(content) // 4} numbers where {dimension} are kept")

    def _holds(self, code: str) -> bool:
        row = self._rows.get(code)
        return row is not None and bool(self._held[row])

    def _put(self, vectors: Sequence[tuple[str, bytes]]) -> None:
        lines = [] if self.dimension else [f"\t{len(vectors[0][1]) // 4}\n"]
        new: dict[str, int] = {}
        with _writable(self._matrix_path) as matrix:
            for code, content in vectors:
                row = self._rows.get(code)
                if row is None:
                    row = new.setdefault(code, len(self._codes) + len(new))
                lines.append(_line(code, row, content))  # also of a known one: the version changes with it
                matrix.seek(row * len(content))
                matrix.write(content)
            _to_disk(matrix)
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
        """The rows, mapped from disk; None where there are none. To read on in a file that was cut would be the end."""
        if not self._height or not self.dimension or self._is_of_older_format:
            return None
        stamp = stamp_of(self._matrix_path)
        if stamp is None or stamp[0] < self._height * self.dimension * 4:
            raise damaged(MATRIX)
        if self._mapped is None or self._mapped[0] != stamp[2] or len(self._mapped[1]) < self._height:
            shape = self._height, self.dimension
            self._mapped = stamp[2], np.memmap(self._matrix_path, dtype="<f4", mode="r", shape=shape)
        return self._mapped[1]

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


def _line(code: str, row: int, vector: bytes | None = None) -> str:
    """Line of the journal for a row with this vector, or without any."""
    return f"{code}\t{row}\t{NO_VECTOR if vector is None else format(zlib.crc32(vector), '08x')}\n"


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """A file that must be there. Raises EngineUnavailable where it is not, or cannot be read."""
    try:
        with path.open("rb") as file:
            yield file
    except FileNotFoundError as error:
        raise damaged(path.name) from error
    except OSError as error:
        raise unreadable(error) from error


def _writable(path: Path) -> BinaryIO:
    return path.open("r+b" if path.exists() else "w+b")
