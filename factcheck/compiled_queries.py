"""Queries that are compiled once per process: the fast path of the API's lists and of live polling.

Building and compiling a QuerySet takes Django three times as long as the database needs to answer. Two requests
differ only in values, so the SQL is stored with parameters in their place. Django's own compiler and converters
still produce the rows. Reasons, figures and risks: docs/adr/0011-compiled-queries.md.
"""

from collections.abc import Iterator, Mapping
from copy import copy
from types import SimpleNamespace
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Expression, Field, QuerySet


class Parameter(Expression):
    """A value that is supplied at execution. It is used in a filter like the value, and compiles to a parameter."""

    def __init__(self, name: str, output_field: Field | None = None) -> None:
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return "%s", [self]


CURRENT_USER = SimpleNamespace(pk=Parameter("user"))  # the user, for queries whose rows depend on the user


class CompiledQuery:
    """A compiled `values_list` QuerySet with parameters."""

    def __init__(self, rows: QuerySet[Any]) -> None:
        self.compiler = rows.query.get_compiler(DEFAULT_DB_ALIAS)
        self.sql, self.params = self.compiler.as_sql()

    def rows(self, values: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
        """Execute the query with these values by parameter name and yield its rows."""
        params = tuple(values[item.name] if isinstance(item, Parameter) else item for item in self.params)
        compiler = copy(self.compiler)
        compiler.connection = connections[
            DEFAULT_DB_ALIAS
        ]  # a connection belongs to one thread, the compiled query to all
        compiler.as_sql = lambda *_, **__: (self.sql, params)
        return compiler.results_iter(tuple_expected=True)
