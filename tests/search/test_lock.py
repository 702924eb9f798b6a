"""One at a time, wherever the lock is kept."""

import threading

import pytest
from django.db import connection

from search import lock
from search.lock import index_lock, rebuild_lock

pytestmark = pytest.mark.django_db
KEPT_WHERE = [lock._on_disk, lock._in_database]


@pytest.mark.parametrize("keep", KEPT_WHERE, ids=["disk", "database"])
def test_held_by_one_and_let_go(keep: object) -> None:
    if keep is lock._in_database and connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL has advisory locks")
    with keep("a.lock", 0) as first, keep("a.lock", 0) as second, keep("b.lock", 0) as other:  # type: ignore[operator]
        assert first and not second and other
    with keep("a.lock", 0) as again:  # type: ignore[operator]
        assert again


@pytest.mark.parametrize("engine", ["embedded", "elasticsearch"])
def test_threads_exclude_each_other_and_locks_do_not(engine: str) -> None:
    held: list[bool] = []

    def take() -> None:
        with index_lock(engine, wait=False) as taken:
            held.append(taken)
        connection.close()

    with index_lock(engine, wait=True) as first, rebuild_lock(engine) as other:
        assert first and other
        thread = threading.Thread(target=take)
        thread.start()
        thread.join()
    with index_lock(engine, wait=False) as again:
        assert held == [False] and again
