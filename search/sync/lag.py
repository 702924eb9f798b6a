"""Lag of each index behind the log of changes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q
from django.utils import timezone

from search.contract.errors import EngineUnavailable
from search.contract.faults import Fault
from search.contract.index import Index, Position
from search.engines import get_engine
from search.engines.deadline import within
from search.engines.targets import is_remote, target_engines
from search.models import OutboxEntry

from .condition import condition_of
from .log import Kind, leads_on_from
from .refused import refused_by

PATIENCE = 1.0  # seconds for a remote engine to say where it is
_known: dict[str, Position | None] = {}  # where indexes were when they last answered this process, by engine


@dataclass(frozen=True, slots=True)
class OutboxState:
    """Changes that wait, documents that were given up, and for how long the oldest that waits has done so.

    ``rebuilds``: the log does not lead on from the index, which has to be built anew. ``fault``: of the index itself,
    or of what keeps it from learning.
    """

    waiting: int = 0
    parked: int = 0
    oldest_seconds: float = 0.0
    rebuilds: bool = False
    fault: Fault | None = None


def outbox_state() -> dict[str, OutboxState]:
    """The state by engine, for every engine that is kept fresh; of the embedded one, on the disk of this process."""
    return {name: state_of(get_engine(name)) for name in target_engines()}


def state_of(engine: Index) -> OutboxState:
    """Lag of an index; of an index that does not answer, by the position it was last known to have."""
    position, answers = last_known(engine)
    rows = OutboxEntry.objects.filter(kind=Kind.DOCUMENT)
    if position is not None:
        rows = rows.filter(Q(number__gt=position.number) | Q(number=None))
    log = rows.aggregate(waiting=Count("pk"), oldest=Min("created_at"))
    waits, parked = Q(parked_at=None), Q(parked_at__isnull=False)
    refused = refused_by(position.index if position else "").aggregate(
        waiting=Count("pk", filter=waits), parked=Count("pk", filter=parked), oldest=Min("created_at", filter=waits)
    )
    return OutboxState(
        log["waiting"] + refused["waiting"],
        refused["parked"],
        _age([log["oldest"], refused["oldest"]]),
        answers and not leads_on_from(position),
        _fault_of(engine),
    )


def _fault_of(engine: Index) -> Fault | None:
    """Fault of an index; None also where its engine does not answer, which is said elsewhere."""
    try:
        return condition_of(engine, PATIENCE)
    except EngineUnavailable:
        return None


def last_known(engine: Index) -> tuple[Position | None, bool]:
    """The position of an index, and whether its engine answers."""
    try:
        found = within(engine.position, PATIENCE) if is_remote(engine.name) else engine.position()
    except EngineUnavailable:
        return _known.get(engine.name), False
    _known[engine.name] = found
    return found, True


def _age(moments: Iterable[datetime | None]) -> float:
    now = timezone.now()
    return max([0.0, *((now - moment).total_seconds() for moment in moments if moment is not None)])
