"""Vectors follow documents: computed after the words are searchable, never while somebody publishes."""

from collections.abc import Callable, Iterable

import structlog

from search.contract import Engine
from search.document import documents, public_case_codes
from search.engines import get_engine
from search.lock import index_lock, vectors_lock
from search.models import CaseVector, VectorEntry
from search.thesaurus import current_thesaurus

from .embedder import Embedder, EmbedderUnavailable, get_embedder
from .vectors import document_vectors, forget, to_bytes

BATCH = 20  # cases; small, so that an index that is written meanwhile does not wait long
logger = structlog.get_logger(__name__)


def request_vectors(codes: Iterable[str]) -> None:
    """Notes that the vectors of these cases have to be computed."""
    if get_embedder() is not None:
        VectorEntry.objects.bulk_create([VectorEntry(code=code) for code in codes], batch_size=500)


def request_missing(model: str) -> None:
    """Notes every public case without a vector by this model."""
    have = set(CaseVector.objects.filter(model=model).values_list("code", flat=True))
    request_vectors(sorted(public_case_codes() - have))


def compute_vectors(engine: Engine | None = None, progress: Callable[[int], object] = lambda count: None) -> int:
    """Computes what is noted and gives it to the engine; returns for how many cases (0 while another process does it).

    Raises EmbedderUnavailable or EngineUnavailable; what is not done stays noted.
    """
    embedder = get_embedder()
    if embedder is None or not VectorEntry.objects.exists():
        return 0
    with vectors_lock() as held:
        return _compute(embedder, engine or get_engine(), progress) if held else 0


def _compute(embedder: Embedder, engine: Engine, progress: Callable[[int], object]) -> int:
    done = 0
    while entries := list(VectorEntry.objects.order_by("pk")[:BATCH]):
        codes = [entry.code for entry in entries]
        found = list(documents(codes))
        vectors = document_vectors(found, current_thesaurus(), embedder)
        gone = sorted(set(codes) - set(vectors))
        forget(gone)
        with index_lock(wait=True) as held:
            if not held:
                return done
            engine.put_vectors([(code, to_bytes(vector)) for code, vector in vectors.items()], gone)
        # These alone: what changed meanwhile was noted anew.
        VectorEntry.objects.filter(pk__in=[entry.pk for entry in entries]).delete()
        done += len(entries)
        progress(len(entries))
    return done


def compute_quietly() -> None:
    """The same for a background thread: what cannot be done now stays for the next time."""
    try:
        compute_vectors()
    except EmbedderUnavailable as error:
        logger.warning("embedder_unavailable", reason=str(error), waiting=VectorEntry.objects.count())
