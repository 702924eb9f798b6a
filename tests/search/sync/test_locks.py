"""One at a time, wherever the lock is kept."""

import threading
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from search.sync import locks as lock
from search.sync.exclusive import held_in_database, held_on_disk
from search.sync.locks import index_lock, rebuild_lock

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("where", ["disk", "database"])
def test_held_by_one_and_let_go(where: str, tmp_path: Path) -> None:
    if where == "database" and connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL has advisory locks")

    def keep(name: str) -> Any:
        return held_on_disk(tmp_path / name) if where == "disk" else held_in_database(lock._number(name))

    with keep("a.lock") as first, keep("a.lock") as second, keep("b.lock") as other:
        assert first and not second and other
    with keep("a.lock") as again:
        assert again


def test_a_lock_in_the_database_has_a_session_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """One from a pool would go back to it, and keep the lock."""
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL has advisory locks and a pool")
    pool = {"min_size": 1, "max_size": 1, "timeout": 2}
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "pool", pool)
    with held_in_database(1) as first, held_in_database(1) as second, held_in_database(2) as other:
        assert first and not second and other
    with held_in_database(1) as again:
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
