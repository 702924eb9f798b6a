"""Vectors of texts in a file, so that a collection that ships with the product need not be embedded on every machine.

A vector is kept under the hash of its text, so one of a text that was changed since is merely of no use to anybody.
"""

from collections.abc import Iterable
from pathlib import Path

import numpy as np

from search.models import TextVector

from .vectors import digest, from_bytes, to_bytes


def write(path: Path, model: str, texts: Iterable[str]) -> int:
    """Writes the kept vectors of these texts by ``model``, ordered by digest; returns how many."""
    wanted = {digest(text) for text in texts}
    rows = TextVector.objects.filter(model=model).order_by("digest").values_list("digest", "vector")
    kept = {key: from_bytes(vector) for key, vector in rows.iterator(chunk_size=2000) if key in wanted}
    digests = np.array([list(bytes.fromhex(key)) for key in kept], dtype=np.uint8)
    with path.open("wb") as file:
        np.savez(file, model=np.array(model), digests=digests, vectors=np.array(list(kept.values()), dtype="<f4"))
    return len(kept)


def read(path: Path, model: str) -> int:
    """Keeps the vectors of a file that are by ``model``, those that are known already left as they are; how many."""
    with np.load(path, allow_pickle=False) as content:
        if str(content["model"]) != model:
            return 0
        pairs = zip(content["digests"], content["vectors"], strict=True)
        rows = [TextVector(model=model, digest=bytes(key).hex(), vector=to_bytes(vector)) for key, vector in pairs]
    TextVector.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
    return len(rows)


def known(path: Path) -> set[str]:
    """The hashes of the texts in a file."""
    with np.load(path, allow_pickle=False) as content:
        return {bytes(key).hex() for key in content["digests"]}
