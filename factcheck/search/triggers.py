"""The database triggers that update the index with every write, also those of raw SQL and bulk updates.

They are dropped before a migration and created after it, and the index is rebuilt then: SQLite alters a table by
copying it to a new one, which loses its triggers.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from factcheck.search.index_sources import INDEX_SOURCES, IndexSource, WatchedTable

INDEX_TABLE = "search_indexentry"


@dataclass(frozen=True, slots=True)
class Trigger:
    """A statement to run after an event ("INSERT", "UPDATE OF title", ...) on a row of a table."""

    name: str
    event: str
    table: str
    statement: str

    def create(self, vendor: str) -> list[str]:
        after = f"CREATE TRIGGER {self.name} AFTER {self.event} ON {self.table} FOR EACH ROW"
        if vendor == "sqlite":
            return [f"{after} BEGIN {self.statement}; END"]
        body = f"BEGIN {self.statement}; RETURN NULL; END"
        function = f"CREATE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS $${body}$$"
        return [function, f"{after} EXECUTE FUNCTION {self.name}()"]

    def drop(self, vendor: str) -> str:
        if vendor == "sqlite":
            return f"DROP TRIGGER IF EXISTS {self.name}"
        return f"DROP FUNCTION IF EXISTS {self.name}() CASCADE"


def list_triggers(vendor: str) -> list[Trigger]:
    """Return all triggers of a database; only SQLite has a separate table of the full text."""
    triggers = [trigger for source in INDEX_SOURCES for trigger in _source_triggers(source)]
    return [*triggers, *_fts_triggers()] if vendor == "sqlite" else triggers


def drop(connection: Any) -> None:
    """Drop the triggers. Until `create` is called, writes do not update the index."""
    with connection.cursor() as cursor:
        for trigger in list_triggers(connection.vendor):
            cursor.execute(trigger.drop(connection.vendor))


def create(connection: Any) -> None:
    """Create the triggers and rebuild the index, unless all exist or the table of the index does not."""
    if INDEX_TABLE not in connection.introspection.table_names() or _all_exist(connection):
        return
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        drop(connection)
        cursor.execute(f"DELETE FROM {INDEX_TABLE}")  # noqa: S608 - a constant
        # Filled before the triggers exist, so that FTS5 is rebuilt once and not row by row.
        for source in INDEX_SOURCES:
            cursor.execute(source.to_upsert())
        if connection.vendor == "sqlite":
            cursor.execute("INSERT INTO search_words (search_words) VALUES ('rebuild')")
        for trigger in list_triggers(connection.vendor):
            for statement in trigger.create(connection.vendor):
                cursor.execute(statement)


def _source_triggers(source: IndexSource) -> Iterator[Trigger]:
    for number, watch in enumerate(source.watched, 1):
        name = f"search_{source.kind}_{number}"
        upsert = source.to_upsert(f"{watch.column} = NEW.{watch.key}")
        yield Trigger(f"{name}_new", "INSERT", watch.table, upsert)
        yield Trigger(f"{name}_changed", f"UPDATE OF {watch.fields}", watch.table, upsert)
    yield _delete_trigger(source, source.watched[0])


def _delete_trigger(source: IndexSource, own: WatchedTable) -> Trigger:
    delete = f"DELETE FROM {INDEX_TABLE} WHERE kind = '{source.kind}' AND target_id = OLD.id"  # noqa: S608 - constants
    return Trigger(f"search_{source.kind}_gone", "DELETE", own.table, delete)


def _fts_triggers() -> Iterator[Trigger]:
    """Yield the triggers of the FTS5 table.

    It has no copy of the texts (`content=`), so a deletion needs the old text: FTS5 removes the words that it contains.
    """
    insert = "INSERT INTO search_words (rowid, body) VALUES (NEW.id, NEW.body)"
    delete = "INSERT INTO search_words (search_words, rowid, body) VALUES ('delete', OLD.id, OLD.body)"
    yield Trigger("search_words_new", "INSERT", INDEX_TABLE, insert)
    yield Trigger("search_words_changed", "UPDATE OF body", INDEX_TABLE, f"{delete}; {insert}")
    yield Trigger("search_words_gone", "DELETE", INDEX_TABLE, delete)


def _all_exist(connection: Any) -> bool:
    queries = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger",
    }
    with connection.cursor() as cursor:
        cursor.execute(queries[connection.vendor])
        return {trigger.name for trigger in list_triggers(connection.vendor)} <= {
            name for (name,) in cursor.fetchall()
        }
