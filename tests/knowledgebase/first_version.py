"""The site as the first version left it, put into an empty database of either kind.

The file is a dump of SQLite. On PostgreSQL its tables are made by the migrations that had been applied then, and its
rows are copied, each value as the type of its column.
"""

import lzma
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

FILE = Path(__file__).with_name("first_version.sql.xz")
Rows = list[tuple[Any, ...]]
Ask = Callable[[str], Rows]

_COLUMNS = (
    "SELECT column_name, data_type FROM information_schema.columns "
    "WHERE table_schema = 'public' AND table_name = %s AND is_generated = 'NEVER'"
)
_SEQUENCES = (
    "SELECT pg_get_serial_sequence(quote_ident(table_name), column_name), table_name, column_name "
    "FROM information_schema.columns WHERE table_schema = 'public' AND is_identity = 'YES'"
)


@contextmanager
def first_version(folder: Path) -> Iterator[Ask]:
    """Fills the empty database that Django's connection leads to; what is yielded asks the dump itself."""
    path = str(connection.settings_dict["NAME"] if connection.vendor == "sqlite" else folder / "first.sqlite3")
    connection.close()
    with closing(sqlite3.connect(path)) as dump:
        dump.executescript(lzma.decompress(FILE.read_bytes()).decode())

        def ask(query: str) -> Rows:
            return dump.execute(query).fetchall()

        if connection.vendor != "sqlite":
            _make_tables(ask)
            _copy_rows(ask)
        yield ask


def _make_tables(ask: Ask) -> None:
    executor = MigrationExecutor(connection)
    graph = executor.loader.graph
    applied = {(str(app), str(name)) for app, name in ask("SELECT app, name FROM django_migrations")} & set(graph.nodes)
    followed = {node for node in applied if any(child.key in applied for child in _of_its_app(graph, node))}
    executor.migrate(sorted(applied - followed))


def _of_its_app(graph: Any, node: tuple[str, str]) -> list[Any]:
    """Migrations of the same app that stand right on this one."""
    return [child for child in graph.node_map[node].children if child.key[0] == node[0]]


def _copy_rows(ask: Ask) -> None:
    tables = [name for (name,) in ask("SELECT name FROM sqlite_master WHERE type = 'table'")]
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # rows come in any order
        made = set(connection.introspection.table_names(cursor)) - {"django_migrations"}
        cursor.execute(f"TRUNCATE {', '.join(sorted(made))}")  # what migrations put there
        for table in tables:
            cursor.execute(_COLUMNS, [table])
            types = dict(cursor.fetchall())
            if not types or table == "django_migrations" or table.startswith("wagtailsearch"):
                continue
            names = [row[1] for row in ask(f'PRAGMA table_info("{table}")')]
            assert set(names) <= set(types), (table, set(names) - set(types))
            listed = ", ".join(f'"{name}"' for name in names)
            places = ", ".join(f"%s::{types[name]}" for name in names)
            rows = ask(f'SELECT {listed} FROM "{table}"')  # of our own file
            typed = [[_typed(value, types[name]) for name, value in zip(names, row, strict=True)] for row in rows]
            cursor.executemany(f'INSERT INTO "{table}" ({listed}) VALUES ({places})', typed)
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute(_SEQUENCES)
        for sequence, table, column in cursor.fetchall():
            cursor.execute(f'SELECT setval(%s, (SELECT coalesce(max("{column}"), 1) FROM "{table}"))', [sequence])


def _typed(value: Any, kind: str) -> Any:
    """Value of SQLite as a column of PostgreSQL takes it: moments there are without their zone, which is UTC."""
    if value is None:
        return None
    if kind == "boolean":
        return bool(value)
    if kind == "timestamp with time zone":
        return f"{value}+00"
    return value
