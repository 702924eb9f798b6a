"""Work that goes on in a thread of its own, beside what the caller does meanwhile; waiting no longer than one has time.

The call must not use the database: the connection of a thread that ends here is nobody's to close.
"""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from search.contract.errors import EngineUnavailable

T = TypeVar("T")


class Concurrent(Generic[T]):
    """Starts a call at once in a new thread, which a forked process never lacks; ``result`` waits for it.

    Worth it where the call computes outside of Python (an engine, numpy) or waits for another machine.
    """

    def __init__(self, call: Callable[[], T]) -> None:
        self._call = call
        self._answer: list[T] = []
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="search-beside", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            self._answer.append(self._call())
        except BaseException as error:  # raised again where the result is asked for
            self._error = error

    def result(self, seconds: float | None = None) -> T:
        """Result of the call. Raises what the call raised, or EngineUnavailable after so many ``seconds``.

        The call is then left to itself: nothing ends a thread that waits for a server, and an answer that drips in byte
        by byte passes every timeout of a socket.
        """
        self._thread.join(seconds)
        if self._error is not None:
            raise self._error
        if not self._answer:
            raise EngineUnavailable(f"no answer in time ({seconds:.1f} s)")
        return self._answer[0]


def within(call: Callable[[], T], seconds: float) -> T:
    """Calls, and gives or raises what the call does. Raises EngineUnavailable when it takes longer."""
    return Concurrent(call).result(max(0.0, seconds))
