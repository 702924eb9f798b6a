"""Queries whose SQL is made once: Django takes longer to make it than a database to answer it."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from django.db import connection
from django.db.models import Model

MOST = 128  # values of a list by ready SQL; nobody waits for a longer one
Values = Sequence[str] | Sequence[int]
Choice = Callable[[Sequence[Sequence[Any]]], Iterable[Sequence[Any]]]
Found = TypeVar("Found", bound=Model)


class _Ready(NamedTuple):
    """SQL for lists of some lengths. ``places``: where the values of all lists stand in ``parameters``.

    ``converters`` make values of what the database gives, by column.
    """

    sql: str
    parameters: tuple[Any, ...]
    places: list[int]
    converters: list[tuple[int, list[Callable[..., Any]], Any]]


class PreparedQuery:
    """Rows of ``make(*lists)``, a query of ``values_list`` in which nothing varies but its ``__in`` lists."""

    def __init__(self, make: Callable[..., Any]) -> None:
        self.make = make
        self._ready: dict[tuple[Any, ...], _Ready] = {}

    def rows(self, *lists: Values, choose: Choice | None = None) -> list[Sequence[Any]]:
        """The rows that the query gives for these values. One query; none where a list is empty.

        ``choose``: takes those that are wanted, by columns that are plain text or numbers. Making values of what the
        database gives, such as streams of blocks, takes longer than fetching it.
        """
        if not all(lists):
            return []
        if max(map(len, lists), default=0) > MOST:
            found = list(self.make(*lists))
            return list(choose(found)) if choose else found
        padded = [_padded(values) for values in lists]
        key = connection.vendor, *((len(values), type(values[0])) for values in padded)
        if key not in self._ready:
            self._ready[key] = self._prepare(padded)
        ready = self._ready[key]
        parameters = list(ready.parameters)
        for place, value in zip(ready.places, (value for values in padded for value in values), strict=True):
            parameters[place] = value
        with connection.cursor() as cursor:
            cursor.execute(ready.sql, parameters)
            fetched = cursor.fetchall()
        rows: list[list[Any]] = [list(row) for row in (choose(fetched) if choose else fetched)]
        for column, converters, expression in ready.converters:
            for row in rows:
                for convert in converters:
                    row[column] = convert(row[column], expression, connection)
        return [*rows]

    def _prepare(self, lists: Sequence[Values]) -> _Ready:
        marks = [
            [_mark(number * MOST + place, like=values[0]) for place in range(len(values))]
            for number, values in enumerate(lists)
        ]
        compiler = self.make(*marks).query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        converters = compiler.get_converters([column for column, *_alias in compiler.select])
        return _Ready(
            sql,
            tuple(parameters),
            [parameters.index(mark) for marked in marks for mark in marked],
            [(column, made, expression) for column, (made, expression) in converters.items()],
        )


class PreparedObjects(Generic[Found]):
    """Objects of a model, with those that the named foreign keys lead to, by SQL that is made once."""

    def __init__(self, model: type[Found], make: Callable[..., Any], *related: str) -> None:
        self.model = model
        self.related: dict[str, Any] = {name: model._meta.get_field(name).related_model for name in related}
        self.names = _columns(model)
        columns = [f"{name}__{column}" for name, other in self.related.items() for column in _columns(other)]
        self.query = PreparedQuery(lambda *lists: make(*lists).values_list(*self.names, *columns))

    def find(self, *lists: Values) -> list[Found]:
        """The objects that the query gives for these values. One query."""
        return [self._object(row) for row in self.query.rows(*lists)]

    def _object(self, row: Sequence[Any]) -> Found:
        found = self.model.from_db(connection.alias, self.names, row[: len(self.names)])
        start = len(self.names)
        for name, model in self.related.items():
            names = _columns(model)
            values = row[start : start + len(names)]
            start += len(names)
            is_there = getattr(found, f"{name}_id") is not None
            setattr(found, name, model.from_db(connection.alias, names, values) if is_there else None)
        return found


def _columns(model: Any) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


def _padded(values: Values) -> list[Any]:
    """The values, the last repeated until there are a power of two, so that little SQL is made."""
    wanted = list(dict.fromkeys(values))
    return wanted + wanted[-1:] * ((1 << (len(wanted) - 1).bit_length()) - len(wanted))


def _mark(number: int, like: str | int) -> str | int:
    """A value like no other parameter."""
    return f"\0{number}" if isinstance(like, str) else -2_000_000_000 - number
