"""Databases of the tests: filled once a run and then copied, since a copy takes a moment and an import takes seconds.

A run has two patterns: the foundation (page tree, groups, thesaurus) and the starter collection with its index. Every
worker works on copies of its own, on SQLite and on PostgreSQL alike.
"""

import fcntl
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
from django.conf import settings
from django.db import connection


class Databases:
    """What one worker of a run works on. ``run`` is the same in every worker of a run, ``worker`` is not."""

    def __init__(self, run: str, worker: str) -> None:
        self.run = run
        self.before = str(connection.settings_dict["NAME"])
        self.pattern = connection.creation._get_test_db_name()
        self.own, self.own_starter = f"{self.pattern}_{worker}", f"{self.pattern}_{worker}_starter"
        self.starter_index = settings.DATA_DIR / f"starter-index-{run}"
        self._has_starter = False

    def prepare(self, fill: Callable[[], object]) -> None:
        """Gives the worker a database with the foundation, which the first worker makes."""
        self._once("foundation", lambda: self._make_foundation(fill))
        copy(self.pattern, self.own)
        use(self.own)

    def _make_foundation(self, fill: Callable[[], object]) -> None:
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
        fill()

    @contextmanager
    def starter(self, fill: Callable[[], object]) -> Iterator[None]:
        """Works on the starter collection meanwhile, which the first who wants it makes."""
        try:
            if not self._has_starter:
                self._once("starter", lambda: self._make_starter(fill))
                copy(f"{self.pattern}_starter", self.own_starter)
                self._has_starter = True
            use(self.own_starter)
            yield
        finally:
            use(self.own)

    def _make_starter(self, fill: Callable[[], object]) -> None:
        copy(self.pattern, f"{self.pattern}_starter")
        use(f"{self.pattern}_starter")
        fill()

    def restore(self) -> None:
        """The foundation as it was, after a test that committed."""
        copy(self.pattern, self.own)
        use(self.own)

    @contextmanager
    def for_process(self, folder: Path) -> Iterator[dict[str, str]]:
        """The environment of a process that works on the same database as the test, with a DATA_DIR of its own."""
        connection.close()
        environment = {"DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "knowledgebase.settings"}
        if connection.vendor == "sqlite":
            yield {**environment, "DATABASE_URL": f"sqlite:///{self.own}"}
        else:
            yield {**environment, "DATABASE_URL": url(self.own)}

    def drop_own(self) -> None:
        """Removes the copies of this worker."""
        use(self.before)
        drop(self.own)
        drop(self.own_starter)

    def drop_patterns(self) -> None:
        """Removes what the workers copied from; for the end of the run."""
        drop(self.pattern)
        drop(f"{self.pattern}_starter")

    def _once(self, name: str, make: Callable[[], object]) -> None:
        """Whoever comes first makes it, the other workers wait."""
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        made: Path = settings.DATA_DIR / f"{name}-{self.run}.made"
        with open(settings.DATA_DIR / f"{name}.lock", "w", encoding="ascii") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not made.exists():
                make()
                connection.close()
                made.touch()


def use(name: str) -> None:
    """Django's connection leads to this database from now on."""
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name


def copy(source: str, target: str) -> None:
    """Makes ``target`` the same as ``source``, whatever it was before."""
    connection.close()
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(source)) as read, closing(sqlite3.connect(target)) as write:
            read.backup(write)
        return
    drop(target)
    _order(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')


def drop(name: str) -> None:
    """Removes a database, if it is there."""
    connection.close()
    if connection.vendor == "sqlite":
        for ending in ("", "-wal", "-shm"):
            Path(name + ending).unlink(missing_ok=True)
        return
    _order(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@contextmanager
def empty(name: str) -> Iterator[None]:
    """Works on a new database meanwhile, which has no table yet. The caller says what is worked on afterwards."""
    drop(name)
    if connection.vendor != "sqlite":
        _order(f'CREATE DATABASE "{name}" TEMPLATE template0')
    try:
        use(name)
        yield
    finally:
        drop(name)


@contextmanager
def own_database() -> Iterator[dict[str, str]]:
    """The environment of a process with an empty database of its own. On SQLite it is the file in its DATA_DIR."""
    if connection.vendor == "sqlite":
        yield {}
        return
    name = f"own_{uuid4().hex}"
    _order(f'CREATE DATABASE "{name}" TEMPLATE template0')
    try:
        yield {"DATABASE_URL": url(name)}
    finally:
        _order(f'DROP DATABASE "{name}" WITH (FORCE)')


def url(name: str) -> str:
    """The address of another database of the same server."""
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


def _order(statement: str) -> None:
    """Has PostgreSQL's server do something with a database as a whole."""
    with psycopg.connect(url("postgres"), autocommit=True) as session:
        session.execute(statement)  # type: ignore[call-overload]  # names are our own
