"""Lock of the set-up: when several nodes start together, one migrates and the others wait for it."""

import math
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection

from search.sync.exclusive import held_in_database, held_on_disk

# An advisory lock is a number; this one stands for "the schema of this site" and means nothing else.
NUMBER = 0x6B6E6F77
_mine = threading.local()


@contextmanager
def set_up_lock(waits: Callable[[], object] = lambda: None) -> Iterator[None]:
    """Waits until no other process sets up or migrates this database; ``waits`` is called once if it has to.

    On PostgreSQL it is an advisory lock, else a lock on a file in DATA_DIR. Who holds it may take it again.
    """
    if getattr(_mine, "held", False):
        yield
        return
    if connection.vendor == "postgresql":
        lock = held_in_database(NUMBER, math.inf, waits)
    else:
        lock = held_on_disk(settings.DATA_DIR / "set-up.lock", math.inf, waits)
    with lock:
        _mine.held = True
        try:
            yield
        finally:
            _mine.held = False
