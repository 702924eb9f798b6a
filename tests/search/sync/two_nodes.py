"""A node is a folder of indexes, so that two folders in one process are two nodes."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.test import override_settings
from django.utils import timezone

from search.engines import _make
from search.models import OutboxEntry

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


def age_log(days: int = 8) -> None:
    OutboxEntry.objects.update(created_at=timezone.now() - timedelta(days=days))


class Killed(BaseException):
    """What no handler of ours sees."""


def killed(*args: Any) -> Any:
    raise Killed
