"""A machine is a folder, so that two folders in one process are two machines."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from django.test import override_settings

from search.engines import _make

At = Callable[[], AbstractContextManager[None]]


def machine_in(folder: Path) -> At:
    """A machine: what is done ``with`` it is done there."""

    @contextmanager
    def at() -> Iterator[None]:
        _make.cache_clear()
        with override_settings(SEARCH_INDEX_DIR=folder):
            yield
        _make.cache_clear()

    return at
