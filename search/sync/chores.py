"""Chores of the background thread of a web process, every few seconds, and of a worker when it is asked to."""

from collections.abc import Callable
from datetime import date
from time import monotonic

from django.conf import settings
from django.utils import timezone

from search.engines.targets import target_engines
from search.meaning.asking import load_model
from search.models import EMBEDDED

from .keeping import keep_index, keep_indexes, look_at_far_indexes, read_indexes_again, tidy_indexes
from .log import trim
from .refused import forget_old
from .vector_queue import compute_quietly


def once_a_day(chore: Callable[[], object]) -> Callable[[], object]:
    """The chore as one that does something only the first time in a day, and after a failure the next day again."""
    last: list[date] = []

    def run() -> None:
        today = timezone.localdate()
        if last != [today]:
            last[:] = [today]
            chore()

    run.__name__ = chore.__name__
    return run


def once_a_minute(chore: Callable[[], object]) -> Callable[[], object]:
    """The chore as one that does something only where a minute has passed since the last time."""
    last: list[float] = []

    def run() -> None:
        now = monotonic()
        if not last or now - last[0] >= 60.0:
            last[:] = [now]
            chore()

    run.__name__ = chore.__name__
    return run


def keep_up() -> None:
    """Brings every index up to date, and computes the vectors that cases wait for."""
    keep_indexes()
    compute_quietly()


def keep_up_web() -> None:
    """Does so in a web process; where workers do it, for the index on its disk alone, which workers elsewhere miss."""
    if settings.SEARCH_DRAIN != "worker":
        keep_up()
        return
    look_at_far_indexes()
    if EMBEDDED in target_engines():
        keep_index(EMBEDDED)


# Done in this order, every few seconds: a chore with nothing to do must return at once.
CHORES: list[Callable[[], object]] = [
    load_model,
    keep_up_web,
    once_a_minute(tidy_indexes),
    once_a_day(read_indexes_again),
    once_a_day(trim),
    once_a_day(forget_old),
]

# Done once when the thread begins, and at once: what others look for.
AT_START: list[Callable[[], object]] = []

# Done once more when the process ends.
AT_EXIT: list[Callable[[], object]] = []
