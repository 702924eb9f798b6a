"""Condition of each index, as this process last saw it: by it readers are led elsewhere, and people are told."""

from search.contract.faults import Fault
from search.contract.index import Index
from search.engines.deadline import within
from search.engines.targets import is_remote

PATIENCE = 5.0  # seconds for a remote engine to say how it is
_seen: dict[str, Fault | None] = {}  # by engine
_of_writing: dict[str, Fault | None] = {}  # that the last attempt to bring changes met


def look_at(engine: Index, patience: float = PATIENCE) -> Fault | None:
    """Asks an engine what is wrong with its index now, and remembers it. Raises EngineUnavailable when it does not
    answer.

    As long as it is away, what was wrong before is not forgotten.
    """
    fault = within(engine.fault, patience) if is_remote(engine.name) else engine.fault()
    _seen[engine.name] = fault
    return fault


def condition_of(engine: Index, patience: float = PATIENCE) -> Fault | None:
    """Fault of an index as people are told it: the one it has now, else what the last attempt to bring changes met.

    Only to tell of it: whoever decides by what an attempt met whether to make the next would never make one.
    """
    return look_at(engine, patience) or _of_writing.get(engine.name)


def note_new_index(engine: str) -> None:
    """Notes that another index answers: what was wrong with the one before says nothing of it."""
    _seen.pop(engine, None)


def note_writing(engine: str, fault: Fault | None) -> None:
    """Notes what was in the way of changes, or that nothing was."""
    _of_writing[engine] = fault


def known_fault(engine: str) -> Fault | None:
    """Fault by which readers are led to another engine; None where this process knows of none."""
    return _seen.get(engine)


def forget() -> None:
    """Forgets everything, as a new process would."""
    _seen.clear()
    _of_writing.clear()
