"""Copies of the whole database: consistent, while the site goes on."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from django.db import connection
from django.db.backends.postgresql.client import DatabaseClient

from .archive import BackupError

LOCK_SECONDS = 20  # that a restore waits for a site that is still using its tables


def server_version() -> str:
    """Version of the database server."""
    if connection.vendor == "sqlite":
        return f"SQLite {sqlite3.sqlite_version}"
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return f"PostgreSQL {cursor.fetchone()[0]}"


def dump(path: Path) -> None:
    """Writes the database as it stands at one moment into a new file. Raises BackupError."""
    if connection.vendor == "sqlite":
        _copy_sqlite(str(connection.settings_dict["NAME"]), str(path))
    else:
        _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={path}")


def load(path: Path) -> None:
    """Replaces the whole database by a dump, in one step: all of it or nothing. Raises BackupError."""
    connection.close()
    if connection.vendor == "sqlite":
        _check_sqlite(path)
        _copy_sqlite(str(path), str(connection.settings_dict["NAME"]))
        return
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
    connection.close()
    script = path.with_suffix(".sql")
    quoted = ", ".join(connection.ops.quote_name(table) for table in tables)
    with script.open("w", encoding="utf-8") as file:
        file.write(f"SET lock_timeout = '{LOCK_SECONDS}s';\nSET statement_timeout = 0;\n")
        file.write(f"DROP TABLE IF EXISTS {quoted} CASCADE;\n" if tables else "")
    body = path.with_suffix(".body.sql")
    _run("pg_restore", "--no-owner", "--no-privileges", f"--file={body}", str(path), connect=False)
    with script.open("ab") as target, body.open("rb") as source:
        shutil.copyfileobj(source, target)
    _run("psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", "--output=/dev/null",
         f"--file={script}")  # fmt: skip


def _check_sqlite(path: Path) -> None:
    try:
        with closing(sqlite3.connect(path)) as copy:
            problem = copy.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.Error as error:
        problem = str(error)
    if problem != "ok":
        raise BackupError(f"the database of the backup is damaged: {problem}")


def _copy_sqlite(source: str, target: str) -> None:
    try:
        with (
            closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True, timeout=30)) as read,
            closing(sqlite3.connect(target, timeout=30)) as write,
        ):
            read.backup(write)
    except sqlite3.Error as error:
        raise BackupError(f"SQLite: {error}") from error


def _run(program: str, *arguments: str, connect: bool = True) -> None:
    """Runs a program of PostgreSQL's on the database of the site; the password goes by environment."""
    address, environment = DatabaseClient.settings_to_cmd_args_env(connection.settings_dict, [])
    where = [f"--dbname={address[-1]}", *address[1:-1]] if connect else []
    command = [program, *where, *arguments]
    try:
        run = subprocess.run(  # noqa: S603  # fixed programs
            command, env={**os.environ, **(environment or {})}, capture_output=True, text=True, check=False
        )
    except FileNotFoundError as error:
        raise BackupError(f"{program} is not here: install PostgreSQL's client programs") from error
    if run.returncode:
        raise BackupError(f"{program}: {run.stderr.strip()[-1000:]}")
