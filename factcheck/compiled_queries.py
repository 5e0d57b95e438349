"""Queries that are compiled once: the fast path behind every list, and behind what open pages ask again and again.

Building a QuerySet and compiling it takes Django three times as long as the database takes to answer. What is asked
differs between two requests only in values, so its SQL is kept, with slots where the values go. The rows come out
of Django's own compiler and converters; that they are those of the plain QuerySet is tested.
"""

from collections.abc import Iterator, Mapping
from copy import copy
from types import SimpleNamespace
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Expression, Field, QuerySet


class Parameter(Expression):
    """A value that comes later. It stands in a filter where the value would, and compiles to a parameter."""

    def __init__(self, name: str, output_field: Field | None = None) -> None:
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return "%s", [self]


CURRENT_USER = SimpleNamespace(pk=Parameter("user"))  # the user of a query whose rows depend on who asks


class CompiledQuery:
    """A QuerySet of `values_list` in which slots stand for values."""

    def __init__(self, rows: QuerySet[Any]) -> None:
        self.compiler = rows.query.get_compiler(DEFAULT_DB_ALIAS)
        self.sql, self.params = self.compiler.as_sql()

    def rows(self, values: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
        """The rows for these values by the names of their slots."""
        params = tuple(values[item.name] if isinstance(item, Parameter) else item for item in self.params)
        compiler = copy(self.compiler)
        compiler.connection = connections[DEFAULT_DB_ALIAS]  # a connection belongs to one thread
        compiler.as_sql = lambda *_, **__: (self.sql, params)
        return compiler.results_iter(tuple_expected=True)
