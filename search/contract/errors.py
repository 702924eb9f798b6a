"""Failures of engines."""


class EngineUnavailable(Exception):
    """Failure of an engine to answer now: it is down, or has no index yet. An answer without hits is none."""


class Refused(EngineUnavailable):
    """Refusal by an engine that is well: the fault is in what it was asked or given, not in its health."""
