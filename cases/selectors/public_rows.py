"""Columns of the public pages of some cases, by SQL that is made once: making it takes as long as running it."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from django.db import connection

from .public_pages import public_pages

MOST = 128  # cases by ready SQL; nobody waits for a longer list


class _Ready(NamedTuple):
    """SQL for a number of cases. ``places`` says where their codes stand in ``parameters``.

    ``readers`` make values of what the database gives, by column.
    """

    sql: str
    parameters: tuple[Any, ...]
    places: list[int]
    readers: list[tuple[int, list[Callable[..., Any]], Any]]


class PublicRows:
    """Rows of the given columns, for every public page of the cases asked for, in the order of the page tree."""

    def __init__(self, *columns: str) -> None:
        self.columns = columns
        self._ready: dict[tuple[str, int], _Ready] = {}

    def of(self, codes: Iterable[str]) -> list[Sequence[Any]]:
        """The rows of the cases with these codes. One query."""
        wanted = list(dict.fromkeys(codes))
        if not wanted or len(wanted) > MOST:
            return list(self._query(wanted))
        size = 1 << (len(wanted) - 1).bit_length()  # few sizes, so that little SQL is made
        return self._rows(wanted + wanted[-1:] * (size - len(wanted)))

    def _query(self, codes: Sequence[str]) -> Any:
        return public_pages().filter(case__code__in=codes).values_list(*self.columns)

    def _rows(self, codes: Sequence[str]) -> list[Sequence[Any]]:
        key = connection.vendor, len(codes)
        if key not in self._ready:
            self._ready[key] = self._make(len(codes))
        ready = self._ready[key]
        parameters = list(ready.parameters)
        for place, code in zip(ready.places, codes, strict=True):
            parameters[place] = code
        with connection.cursor() as cursor:
            cursor.execute(ready.sql, parameters)
            rows: list[list[Any]] = [list(row) for row in cursor.fetchall()]
        for column, readers, expression in ready.readers:
            for row in rows:
                for read in readers:
                    row[column] = read(row[column], expression, connection)
        return [*rows]

    def _make(self, size: int) -> _Ready:
        codes = [f"\0{number}" for number in range(size)]  # like no other parameter
        compiler = self._query(codes).query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        readers = compiler.get_converters([column for column, *_alias in compiler.select])
        return _Ready(
            sql,
            tuple(parameters),
            [parameters.index(code) for code in codes],
            [(column, made, expression) for column, (made, expression) in readers.items()],
        )
