"""Rules about rows that no constraint can say, held by triggers on SQLite and PostgreSQL.

The triggers are dropped before every migration and created after it: SQLite changes a table by creating another and
renaming it, which loses the table's triggers and fails on those of other tables that name it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate

_SQLITE = """CREATE TRIGGER %(name)s_%(event)s BEFORE %(event)s ON %(table)s WHEN %(wrong)s
BEGIN SELECT RAISE(ABORT, 'constraint failed: %(name)s'); END"""
_POSTGRESQL = """CREATE FUNCTION %(name)s() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF %(wrong)s THEN RAISE EXCEPTION '%(name)s' USING ERRCODE = 'check_violation', CONSTRAINT = '%(name)s'; END IF;
  RETURN NEW; END $$;
CREATE TRIGGER %(name)s BEFORE %(events)s ON %(table)s FOR EACH ROW EXECUTE FUNCTION %(name)s()"""
_EVENTS = ("INSERT", "UPDATE")


@dataclass(frozen=True, slots=True)
class RowRule:
    """A condition on a new or changed row, named NEW, under which the database refuses it.

    `reads` are the other tables in it. The name must not change, else the trigger of an existing database would not be
    dropped.
    """

    name: str
    table: str
    wrong: str
    events: tuple[str, ...] = _EVENTS
    reads: tuple[str, ...] = ()

    def create(self, vendor: str) -> list[str]:
        values = {"name": self.name, "table": self.table, "wrong": self.wrong}
        if vendor == "postgresql":
            return [_POSTGRESQL % {**values, "events": " OR ".join(self.events)}]
        return [_SQLITE % {**values, "event": event} for event in self.events]

    def drop(self, vendor: str) -> list[str]:
        if vendor == "postgresql":
            return [f"DROP FUNCTION IF EXISTS {self.name}() CASCADE"]
        return [f"DROP TRIGGER IF EXISTS {self.name}_{event}" for event in _EVENTS]


def drop(connection: Any, rules: Sequence[RowRule]) -> None:
    """Drop the triggers that exist."""
    with connection.cursor() as cursor:
        for rule in rules:
            for statement in rule.drop(connection.vendor):
                cursor.execute(statement)


def create(connection: Any, rules: Sequence[RowRule]) -> None:
    """Create the triggers, if their tables exist: a migration can be of other apps, or stop before them."""
    tables = set(connection.introspection.table_names())
    if not all({rule.table, *rule.reads} <= tables for rule in rules):
        return
    drop(connection, rules)
    with connection.cursor() as cursor:
        for rule in rules:
            for statement in rule.create(connection.vendor):
                cursor.execute(statement)


def follow_migrations(app: AppConfig, rules: Sequence[RowRule]) -> None:
    """Drop the triggers before the migrations of a run, and create them after those of an app."""

    def before(using: str, plan: Sequence[Any] = (), **_: Any) -> None:
        if plan:
            drop(connections[using], rules)

    def after(using: str, plan: Sequence[Any] = (), **_: Any) -> None:
        if plan:
            create(connections[using], rules)

    # Not weakly: nothing else refers to these functions.
    pre_migrate.connect(before, sender=app, weak=False)
    post_migrate.connect(after, sender=app, weak=False)
