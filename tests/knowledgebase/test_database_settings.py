"""What the environment makes of the database's settings; and that the limits hold on a real server."""

import importlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import OperationalError, connection

from knowledgebase.settings import database

Read = Callable[..., dict[str, Any]]


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Iterator[Read]:
    """The default database as settings make it from these variables."""

    def from_environment(**variables: str) -> dict[str, Any]:
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        settings: dict[str, Any] = importlib.reload(database).DATABASES["default"]
        return settings

    before = database.DATABASES
    yield from_environment
    monkeypatch.undo()
    importlib.reload(database).DATABASES = before


ADDRESS = "postgres://user:password@db.example/site?sslmode=require"


def test_sqlite_waits_its_turn(read: Read) -> None:
    options = read(DATABASE_URL="sqlite:////var/site.sqlite3")["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE" and options["timeout"] == 30


def test_sqlite_keeps_connections_too(read: Read) -> None:
    assert read(DATABASE_URL="sqlite:////var/site.sqlite3")["CONN_MAX_AGE"] == 60
    assert read(DATABASE_URL="sqlite:////var/site.sqlite3", DATABASE_CONN_MAX_AGE="0")["CONN_MAX_AGE"] == 0


def test_postgresql_keeps_connections_and_looks_at_them(read: Read) -> None:
    settings = read(DATABASE_URL=ADDRESS)
    assert (settings["CONN_MAX_AGE"], settings["CONN_HEALTH_CHECKS"]) == (60, True)
    assert settings["OPTIONS"]["sslmode"] == "require" and "pool" not in settings["OPTIONS"]
    assert settings["OPTIONS"]["options"] == "-c statement_timeout=60000 -c lock_timeout=30000"


def test_a_pool_takes_the_place_of_kept_connections(read: Read) -> None:
    settings = read(DATABASE_URL=ADDRESS, DATABASE_POOL_MAX="8", DATABASE_POOL_MIN="2")
    assert settings["OPTIONS"]["pool"] == {"min_size": 2, "max_size": 8, "timeout": 5} and settings["CONN_MAX_AGE"] == 0


@pytest.mark.django_db
@pytest.mark.parametrize("limit", ["statement_timeout", "lock_timeout"])
def test_the_server_knows_the_limits(limit: str) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no such limits")
    with connection.cursor() as cursor:
        cursor.execute(f"SHOW {limit}")
        assert cursor.fetchone()[0] in ("1min", "30s")
        if limit == "statement_timeout":
            cursor.execute("SET LOCAL statement_timeout = '50ms'")
            with pytest.raises(OperationalError, match="statement timeout"):
                cursor.execute("SELECT pg_sleep(5)")
