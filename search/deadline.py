"""Waiting no longer than somebody has time for."""

import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import Any, TypeVar, cast

from .contract import EngineUnavailable

T = TypeVar("T")


def in_time(call: Callable[[], T], seconds: float) -> T:
    """What the call gives or raises, in a thread of its own; it must not use the database.

    Raises EngineUnavailable when that takes longer. The call is then left to itself: nothing ends a thread that waits
    for a server, and an answer that drips in byte by byte passes every timeout of a socket.
    """
    outcome: SimpleQueue[tuple[Any, BaseException | None]] = SimpleQueue()

    def run() -> None:
        try:
            outcome.put((call(), None))
        except BaseException as error:
            outcome.put((None, error))

    threading.Thread(target=run, name="search-call", daemon=True).start()
    try:
        value, error = outcome.get(timeout=max(0.0, seconds))
    except Empty:
        raise EngineUnavailable(f"no answer in time ({seconds:.1f} s)") from None
    if error is not None:
        raise error
    return cast(T, value)
