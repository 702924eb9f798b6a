"""Vectors follow documents: computed after the words are searchable, never while somebody publishes."""

from collections.abc import Callable, Iterable

import structlog
from django.db.models import QuerySet

from search.content.documents import documents, public_case_codes
from search.content.thesaurus import current_thesaurus
from search.contract.engine import Engine, EngineUnavailable
from search.engines import get_engine
from search.engines.targets import target_engines
from search.meaning.embedder import Embedder, EmbedderUnavailable, get_embedder
from search.meaning.vectors import document_vectors, forget, to_bytes
from search.models import EMBEDDED, CaseVector, VectorEntry

from .feed import mine, own_name
from .locks import index_lock, vectors_lock

BATCH = 20  # cases; small, so that an index that is written meanwhile does not wait long
logger = structlog.get_logger(__name__)


def request_vectors(codes: Iterable[str], engine: str = EMBEDDED) -> None:
    """Notes that an engine needs the vectors of these cases; the embedded one: on this machine."""
    if get_embedder() is not None:
        machine = own_name(engine)
        rows = [VectorEntry(code=code, engine=engine, machine=machine) for code in codes]
        VectorEntry.objects.bulk_create(rows, batch_size=500)


def noted() -> QuerySet[VectorEntry]:
    """What this machine may compute: for the engines that all share, and for its own index."""
    return VectorEntry.objects.filter(mine(target_engines()))


def request_missing(model: str, engine: str = EMBEDDED) -> None:
    """Notes every public case without a vector by this model."""
    have = set(CaseVector.objects.filter(model=model).values_list("code", flat=True))
    request_vectors(sorted(public_case_codes() - have), engine)


def compute_vectors(engine: Engine | None = None, progress: Callable[[int], object] = lambda count: None) -> int:
    """Computes what is noted and gives it to the engine, or to each; returns for how many cases.

    Does nothing while another process does it. Raises EmbedderUnavailable; EngineUnavailable once the other engines
    have theirs. What is not done stays noted.
    """
    embedder = get_embedder()
    if embedder is None or not noted().exists():
        return 0
    done, failure = 0, None
    with vectors_lock() as held:
        if not held:
            return 0
        for one in [engine] if engine else map(get_engine, target_engines()):
            try:
                done += _compute(embedder, one, progress)
            except EngineUnavailable as error:
                failure = error
    if failure is not None:
        raise failure
    return done


def _compute(embedder: Embedder, engine: Engine, progress: Callable[[int], object]) -> int:
    done = 0
    while entries := list(VectorEntry.objects.filter(mine([engine.name])).order_by("pk")[:BATCH]):
        codes = [entry.code for entry in entries]
        found = list(documents(codes))
        vectors = document_vectors(found, current_thesaurus(), embedder)
        gone = sorted(set(codes) - set(vectors))
        forget(gone)
        with index_lock(engine.name, wait=True) as held:
            if not held:
                return done
            engine.put_vectors([(code, to_bytes(vector)) for code, vector in vectors.items()], gone)
        # These alone: what changed meanwhile was noted anew.
        VectorEntry.objects.filter(pk__in=[entry.pk for entry in entries]).delete()
        done += len(entries)
        progress(len(entries))
    return done


def compute_quietly(engine: Engine | None = None) -> None:
    """The same for a background thread: what cannot be done now stays for the next time."""
    try:
        compute_vectors(engine)
    except EmbedderUnavailable as error:
        logger.warning("embedder_unavailable", reason=str(error), waiting=noted().count())
    except EngineUnavailable as error:
        logger.info("vectors_wait", reason=str(error), waiting=noted().count())
