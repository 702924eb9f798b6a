"""Vectors follow documents: computed after the words are searchable, never while somebody publishes.

Computing reads the log as an index does, from a position of its own for each model (``VectorPosition``). What was
computed is kept in the database and said in the log, from which every index learns of it.
"""

import time
from collections.abc import Callable

import structlog
from django.db import transaction
from django.db.models import Q, QuerySet

from search.content.documents import documents, public_case_codes
from search.content.thesaurus import current_thesaurus
from search.contract.errors import EngineUnavailable
from search.contract.index import Position
from search.meaning.embedder import Embedder, EmbedderUnavailable, get_embedder
from search.meaning.vectors import document_vectors, forget
from search.models import OutboxEntry, VectorPosition

from .delivery import drain
from .locks import vectors_lock
from .log import FOR_VECTORS, Kind, append, end, leads_on_from, next_rows, number_committed
from .name_queue import SOME, compute_names

BATCH = 20  # rows; small, so that what was computed soon counts
PAUSE = 30.0  # seconds before an engine that did not answer is brought vectors again, by a computation under way
logger = structlog.get_logger(__name__)


def vectors_wait() -> int:
    """Number of rows of the log that have yet to be read to compute vectors; of a new model, number of cases."""
    embedder = get_embedder()
    if embedder is None:
        return 0
    number = _position(embedder.model)
    return len(public_case_codes()) if number is None else _rows(number).count()


def compute_vectors(progress: Callable[[int], object] = lambda count: None) -> int:
    """Computes the vectors of cases that changed and brings them to the indexes; returns for how many rows.

    Does nothing while another process does it. Raises EmbedderUnavailable; what is not done is done the next time. An
    index whose engine does not answer gets its vectors from the log when it does.
    """
    embedder = get_embedder()
    if embedder is None or not _any_wait(embedder.model):
        return 0
    done, bring = 0, _Bringer()
    with vectors_lock() as held:
        while held and (count := _compute(embedder)):
            done += count
            progress(count)
            bring()
    return done


def compute_quietly() -> None:
    """Does both for a background thread: what cannot be done now stays for the next time."""
    try:
        compute_vectors()
        compute_names(SOME)
    except EmbedderUnavailable as error:
        logger.warning("embedder_unavailable", reason=str(error), waiting=vectors_wait())
    except EngineUnavailable as error:  # the disk takes no lock
        logger.info("vectors_wait", reason=str(error))


class _Bringer:
    """Drains after every batch; where an engine does not answer, not again for a while."""

    def __init__(self) -> None:
        self.rests_until = 0.0

    def __call__(self) -> None:
        if time.monotonic() < self.rests_until:
            return
        try:
            drain()
        except EngineUnavailable as error:
            self.rests_until = time.monotonic() + PAUSE
            logger.info("vectors_wait", reason=str(error))


def _any_wait(model: str) -> bool:
    number = _position(model)
    return number is None or _rows(number).exists()


def _rows(number: int) -> QuerySet[OutboxEntry]:
    return OutboxEntry.objects.filter(Q(number__gt=number) | Q(number=None), kind__in=FOR_VECTORS)


def _position(model: str) -> int | None:
    """Position of this model's reader of the log; None where it has none, or the log does not lead on from there."""
    number = VectorPosition.objects.filter(model=model).values_list("number", flat=True).first()
    return number if number is not None and leads_on_from(Position(model, number)) else None


def _begin(model: str) -> int:
    """Wants the vectors of all public cases: texts that have one by this model are not embedded again."""
    with transaction.atomic():
        number = end()
        append(sorted(public_case_codes()), Kind.WANTED)
        VectorPosition.objects.update_or_create(model=model, defaults={"number": number})
    return number


def _compute(embedder: Embedder) -> int:
    """Computes the vectors of the next rows; returns of how many."""
    number = _position(embedder.model)
    if number is None:
        number = _begin(embedder.model)
    number_committed()
    rows = next_rows(number, FOR_VECTORS, BATCH)
    if not rows:
        return 0
    codes = sorted({row.code for row in rows})
    found = list(documents(codes))
    vectors = document_vectors(found, current_thesaurus(), embedder)
    forget(sorted(set(codes) - set(vectors)))
    with transaction.atomic():
        append([document.code for document in found], Kind.VECTOR)
        VectorPosition.objects.update_or_create(model=embedder.model, defaults={"number": rows[-1].number})
    return len(rows)
