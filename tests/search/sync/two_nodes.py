"""A node is a folder of indexes, so that two folders in one process are two nodes."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from django.test import override_settings

from search.engines import _make

At = Callable[[], AbstractContextManager[None]]


def node_in(folder: Path) -> At:
    """A node: what is done ``with`` it is done there."""

    @contextmanager
    def at() -> Iterator[None]:
        _make.cache_clear()
        with override_settings(SEARCH_INDEX_DIR=folder):
            yield
        _make.cache_clear()

    return at
