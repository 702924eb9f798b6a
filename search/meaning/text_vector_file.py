"""Vectors of texts in a file, so that a collection that ships with the product need not be embedded on every machine.

A vector is kept under the hash of its text, so one of a text that was changed since is merely of no use to anybody.
Rounded vectors take a quarter of the room; their cosines are right to three digits.
"""

from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from search.models import TextVector

from .embedder import Vector
from .vectors import digest, kept_text_vectors, to_bytes


def write(path: Path, model: str, texts: Iterable[str], *, rounded: bool = False) -> int:
    """Writes the kept vectors of these texts by ``model``, ordered by digest; returns how many."""
    kept = sorted((digest(text), vector) for text, vector in kept_text_vectors(list(texts), model).items())
    digests = np.array([list(bytes.fromhex(key)) for key, _vector in kept], dtype=np.uint8)
    vectors = np.array([_rounded(vector) if rounded else vector.astype("<f4") for _key, vector in kept])
    with path.open("wb") as file:
        np.savez(file, model=np.array(model), digests=digests, vectors=vectors)
    return len(kept)


def _rounded(vector: Vector) -> NDArray[np.int8]:
    """The vector in whole numbers; its length is given back to it where it is read."""
    whole: NDArray[np.int8] = np.rint(vector * (127 / np.abs(vector).max())).astype(np.int8)
    return whole


def read(path: Path, model: str) -> int:
    """Keeps the vectors of a file that are by ``model``, those that are known already left as they are; how many."""
    with np.load(path, allow_pickle=False) as content:
        if str(content["model"]) != model:
            return 0
        vectors = content["vectors"].astype(np.float32)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        pairs = zip(content["digests"], vectors, strict=True)
        rows = [TextVector(model=model, digest=bytes(key).hex(), vector=to_bytes(vector)) for key, vector in pairs]
    TextVector.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
    return len(rows)


def known(path: Path) -> set[str]:
    """The hashes of the texts in a file."""
    with np.load(path, allow_pickle=False) as content:
        return {bytes(key).hex() for key in content["digests"]}
