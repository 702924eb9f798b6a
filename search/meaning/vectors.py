"""Vectors of texts and of cases, kept so that nothing is embedded twice."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

import numpy as np
from django.utils import timezone

from search.content.thesaurus import Thesaurus
from search.contract.documents import SearchDocument
from search.models import CaseVector, TextVector

from .embedder import Embedder, Vector, normalised
from .texts import all_texts, unique

AT_ONCE = 5000  # texts of a query; databases take some ten thousand values


def digest(text: str) -> str:
    """The hash under which the vector of a text is kept."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def text_vectors(
    texts: Sequence[str], embedder: Embedder, progress: Callable[[int], object] = lambda count: None
) -> dict[str, Vector]:
    """The vectors of texts: kept ones from the database, others from the model, which are then kept.

    Raises EmbedderUnavailable when the model does not answer.
    """
    wanted = unique(texts)
    found = kept_text_vectors(wanted, embedder.model)
    for text in wanted:
        if text not in found:
            found[text] = embedder.passages([text])[0]
            row = TextVector(model=embedder.model, digest=digest(text), vector=to_bytes(found[text]))
            TextVector.objects.bulk_create([row], ignore_conflicts=True)
            progress(1)
    return found


def document_vectors(
    documents: Sequence[SearchDocument], thesaurus: Thesaurus, embedder: Embedder
) -> dict[str, Vector]:
    """Makes and keeps the vector of each document: the mean of those of its texts and topics, at length 1."""
    texts = {document.code: all_texts(document, thesaurus) for document in documents}
    known = text_vectors([text for of_one in texts.values() for text in of_one], embedder)
    found = {
        code: normalised(np.mean([known[text] for text in of_one], axis=0)) for code, of_one in texts.items() if of_one
    }
    now = timezone.now()
    rows = [
        CaseVector(model=embedder.model, code=code, vector=to_bytes(vector), computed_at=now)
        for code, vector in found.items()
    ]
    CaseVector.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["model", "code"], update_fields=["vector", "computed_at"]
    )
    return found


def kept_vectors(model: str) -> Iterator[tuple[str, bytes]]:
    """(code, vector) of every case that has one by this model."""
    rows = CaseVector.objects.filter(model=model).order_by("pk").values_list("code", "vector")
    for code, vector in rows.iterator(chunk_size=2000):
        yield code, bytes(vector)


def vectors_of(model: str, codes: Sequence[str]) -> dict[str, bytes]:
    """The vectors by this model of those of a few cases that have one."""
    rows = CaseVector.objects.filter(model=model, code__in=codes).values_list("code", "vector")
    return {code: bytes(vector) for code, vector in rows}


def forget(codes: Sequence[str]) -> None:
    """Forgets the vectors of cases that are no longer public."""
    CaseVector.objects.filter(code__in=codes).delete()


def to_bytes(vector: Vector) -> bytes:
    """A vector as it is stored: float32, little-endian."""
    return vector.astype("<f4").tobytes()


def from_bytes(content: bytes | memoryview) -> Vector:
    """The vector of stored bytes."""
    return np.frombuffer(bytes(content), dtype="<f4")


def kept_text_vectors(texts: Sequence[str], model: str) -> dict[str, Vector]:
    """The vectors of those texts for which one was ever computed; asks no model."""
    wanted = {digest(text): text for text in texts}
    found: dict[str, Vector] = {}
    digests = iter(wanted)
    while some := list(islice(digests, AT_ONCE)):
        rows = TextVector.objects.filter(model=model, digest__in=some).values_list("digest", "vector")
        found |= {wanted[key]: from_bytes(vector) for key, vector in rows}
    return found
