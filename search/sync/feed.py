"""Which entries are whose: an engine over the network is fed once, the embedded one once for every machine."""

from collections.abc import Iterable

from django.db.models import Q

from search.engines.targets import is_remote
from search.models import EMBEDDED

from .machine_id import here
from .machine_list import machines


def addressees(engines: Iterable[str]) -> list[tuple[str, str]]:
    """(engine, machine) of every entry that a change has to leave, in the running transaction.

    Where no machine is registered, one entry is for whoever comes first.
    """
    found: list[tuple[str, str]] = []
    for engine in engines:
        of_engine = [""] if is_remote(engine) else machines() or [""]
        found += [(engine, machine) for machine in of_engine]
    return found


def own_name(engine: str) -> str:
    """The machine of an entry that this machine writes for itself."""
    return "" if is_remote(engine) else here()


def mine(engines: Iterable[str]) -> Q:
    """Entries that this machine may bring to these engines: its own, and those of no machine."""
    return Q(engine__in=list(engines), machine__in={"", here()})


def elsewhere() -> Q:
    """Entries that others bring to theirs, or to an engine that all share."""
    return ~Q(engine=EMBEDDED, machine__in={"", here()})
