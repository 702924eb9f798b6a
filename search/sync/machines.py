"""Machines that keep an embedded index: registered, seen, forgotten when they stay away, and what they missed then."""

import math
import socket
from datetime import timedelta
from time import monotonic

import structlog
from django.db import connection
from django.db.models import Model
from django.utils import timezone

from search.engines.targets import is_remote, target_engines
from search.models import EMBEDDED, Machine, OutboxEntry, VectorEntry

from .machine_id import here, make_here
from .machine_list import readers_have_ended

SEEN_EVERY = 60.0  # seconds
FORGOTTEN_AFTER = timedelta(days=1)  # not seen: until then its entries wait for it
PATIENCE = 60.0  # seconds to wait for changes that know nothing of a new machine
AT_ONCE = 500  # rows deleted by one statement
logger = structlog.get_logger(__name__)
_said: dict[str, float] = {}  # when this process last said so, by id


def appear(*, builds: bool = False) -> None:
    """Says about once a minute that this machine is there; registers it where it is not.

    Where it keeps no index nothing is said, unless who calls is about to build one.
    """
    machine = here()
    if (machine or builds) and monotonic() - _said.get(machine, -math.inf) >= SEEN_EVERY:
        register()


def register() -> None:
    """Says that this machine is there, from now on one that changes leave entries for.

    One that was not registered lacks what changed before, until it builds its index anew. Only on SQLite, where no
    other could take entries, an index from before machines were registered is as good as it was.
    """
    if EMBEDDED not in target_engines():
        return
    known = here()
    machine, now = known or make_here(), timezone.now()
    seen = {"seen_at": now, "host": socket.gethostname()[:200]}
    if not Machine.objects.filter(pk=machine).update(**seen):
        alone = not known and connection.vendor == "sqlite" and not Machine.objects.exists()
        built_at = now if alone else None
        Machine.objects.bulk_create([Machine(id=machine, built_at=built_at, **seen)], ignore_conflicts=True)
        logger.info("search_machine_registered", machine=machine)
    _said[machine] = monotonic()


def lags_behind(engine: str) -> bool:
    """Whether the index of this machine lacks changes that left no entry for it. A query, for the embedded engine."""
    return not is_remote(engine) and Machine.objects.filter(pk=here(), built_at=None).exists()


def begin_feed() -> bool:
    """For who builds the index of this machine, before the cases are read: from now on changes leave entries for it.

    Whether the index will then lack nothing: the changes that were under way when the machine was registered have
    ended. They are waited for, for a while.
    """
    register()
    return not lags_behind(EMBEDDED) or readers_have_ended(PATIENCE)


def caught_up() -> None:
    """The index of this machine now holds all that changed before it was registered."""
    Machine.objects.filter(pk=here(), built_at=None).update(built_at=timezone.now())


def forget_silent() -> None:
    """Forgets machines that stayed away, and what waits for machines that are no more."""
    silent = Machine.objects.filter(seen_at__lt=timezone.now() - FORGOTTEN_AFTER).exclude(pk=here())
    if gone := list(silent.values_list("pk", flat=True)):
        silent.filter(pk__in=gone).delete()
        logger.warning("search_machines_forgotten", machines=gone)
    _forget_entries(OutboxEntry)
    _forget_entries(VectorEntry)


def forget_all() -> None:
    """Forgets every machine: the database is another now. Those that live come back, and build their indexes anew."""
    Machine.objects.all().delete()
    _said.clear()


def _forget_entries(model: type[Model]) -> None:
    """Also those written by a change that had read the list while the machine was still in it."""
    rows = model._default_manager.filter(engine=EMBEDDED).exclude(machine="")
    orphans = rows.exclude(machine__in=Machine.objects.order_by().values("pk"))
    while pks := list(orphans.order_by("pk").values_list("pk", flat=True)[:AT_ONCE]):
        model._default_manager.filter(pk__in=pks).delete()
