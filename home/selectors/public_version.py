"""Version of the public site: a number that grows with every change visitors can see."""

import threading
import time

from home.models import PublicVersion

LOOK_EVERY = 0.5  # seconds; how long another process's change may stay unseen
_lock = threading.Lock()
_known: tuple[float, int] | None = None  # when it was read, and what


def public_version() -> int:
    """The version, read from the database at most every LOOK_EVERY seconds."""
    global _known
    known = _known
    if known is not None and time.monotonic() - known[0] < LOOK_EVERY:
        return known[1]
    looked = time.monotonic()
    number = PublicVersion.objects.values_list("number", flat=True).first() or 0
    with _lock:
        _known = (looked, number)
    return number


def forget_public_version() -> None:
    """Makes this process look again at once."""
    global _known
    with _lock:
        _known = None
