"""Failures of engines."""

from .faults import Fault

MENDED_WITHIN = 30  # seconds after which it is worth while to ask again


class EngineUnavailable(Exception):
    """Failure of an engine to answer now: it is down, or has no index yet. An answer without hits is none.

    ``fault`` is there where the reason is one that a person, or a new index, can mend.
    """

    def __init__(self, reason: str | Fault = "") -> None:
        super().__init__(str(reason))
        self.fault = reason if isinstance(reason, Fault) else None


def is_mended(error: EngineUnavailable) -> bool:
    """Whether the index is about to be built anew by itself."""
    return error.fault is not None and error.fault.is_mended_by_a_new_index


class Refused(EngineUnavailable):
    """Refusal by an engine that is well: the fault is in what it was asked or given, not in its health."""
