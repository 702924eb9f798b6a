"""A nudge for whoever sends mail in this process, so that a code does not wait for the next round."""

from collections.abc import Callable

_listeners: list[Callable[[], object]] = []


def when_woken(listener: Callable[[], object]) -> None:
    """Has a function called after each commit that leaves something to be sent at once. It must return at once."""
    if listener not in _listeners:
        _listeners.append(listener)


def wake() -> None:
    """Calls whoever sends mail in this process; nobody, in a process that does not."""
    for listener in _listeners:
        listener()
