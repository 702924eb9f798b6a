"""What the background thread of a web process does every few seconds, and a worker when it is asked to."""

from collections.abc import Callable
from datetime import date, timedelta
from time import monotonic

from django.conf import settings
from django.utils import timezone

from search.engines import get_engine
from search.engines.targets import target_engines
from search.meaning.asking import load_model
from search.models import EMBEDDED

from .delivery import due
from .machines import appear, forget_silent
from .rebuild import keep_index, keep_indexes, needs_build, tidy_indexes
from .vector_queue import compute_quietly, noted

LEFT = timedelta(seconds=15)  # an entry that waits longer was left by the workers


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


def keep_up_here() -> None:
    """The same in a web process; where a worker does it, what no worker of this machine does."""
    if settings.SEARCH_DRAIN != "worker":
        keep_up()
    elif EMBEDDED in target_engines():
        keep_own_index()


def keep_own_index() -> None:
    """Brings the index of this machine up to date where the workers are on others, which cannot reach it.

    One that is here does so at once, so that nothing is left for long.
    """
    engine, before = get_engine(EMBEDDED), timezone.now() - LEFT
    appear(builds=True)
    if needs_build(engine) or due(EMBEDDED).filter(created_at__lt=before).exists():
        keep_index(EMBEDDED)
    if noted().filter(engine=EMBEDDED, created_at__lt=before).exists():
        compute_quietly(engine)


# Done in this order, every few seconds: a chore with nothing to do must return at once.
CHORES: list[Callable[[], object]] = [
    load_model,
    keep_up_here,
    once_a_minute(tidy_indexes),
    once_a_minute(forget_silent),
]

# Done once more when the process ends.
AT_EXIT: list[Callable[[], object]] = []
