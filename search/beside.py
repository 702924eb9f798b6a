"""Work that goes on in a thread of its own, beside what the caller does meanwhile."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Beside(Generic[T]):
    """Starts a call at once in a new thread, which a forked process never lacks; ``result`` waits for it.

    Worth it where the call computes outside of Python (an engine, numpy) or waits for another machine. The call must
    not use the database: the connection of a thread that ends here is nobody's to close.
    """

    def __init__(self, call: Callable[[], T]) -> None:
        self._call = call
        self._answer: list[T] = []
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="beside", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            self._answer.append(self._call())
        except BaseException as error:  # raised again where the result is asked for
            self._error = error

    def result(self) -> T:
        """What the call returned. Raises what it raised."""
        self._thread.join()
        if self._error is not None:
            raise self._error
        return self._answer[0]
