"""Vectors as Elasticsearch takes and gives them, and a place for many of them until their documents come."""

import base64
import tempfile
from collections.abc import Iterable
from types import TracebackType
from typing import Self

import numpy as np

FLAT, INT8_HNSW = "flat", "int8_hnsw"


def packed(vector: bytes) -> str:
    """A vector (float32, little-endian) as Elasticsearch takes it: big-endian, in base64."""
    return base64.b64encode(np.frombuffer(vector, dtype="<f4").astype(">f4").tobytes()).decode("ascii")


def unpacked(vector: str) -> bytes:
    """The other way."""
    return np.frombuffer(base64.b64decode(vector), dtype=">f4").astype("<f4").tobytes()


def numbers(vector: bytes) -> list[float]:
    """A vector as a query has it."""
    found: list[float] = np.frombuffer(vector, dtype="<f4").tolist()
    return found


class Aside:
    """Vectors by code, in a file that is gone afterwards: those of a large collection are more than memory holds."""

    def __init__(self, vectors: Iterable[tuple[str, bytes]]) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by __exit__
        self._places: dict[str, tuple[int, int]] = {}
        place = 0
        for code, vector in vectors:
            self._places[code] = place, len(vector)
            self._file.write(vector)
            place += len(vector)

    def get(self, code: str) -> bytes | None:
        """The vector of a code, if there is one."""
        if code not in self._places:
            return None
        place, length = self._places[code]
        self._file.seek(place)
        return self._file.read(length)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
