"""The database's own triggers that keep the index in step with every write, however it is made.

They are dropped before a migration and put back after it, with the index filled anew: SQLite changes a table by
making another, which loses its triggers.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from factcheck.search.feeds import FEEDS, Feed, Watch

INDEX = "search_entry"


@dataclass(frozen=True, slots=True)
class Trigger:
    """What happens after an event ("INSERT", "UPDATE OF title", ...) on a row of a table."""

    name: str
    event: str
    table: str
    act: str

    def create(self, vendor: str) -> list[str]:
        after = f"CREATE TRIGGER {self.name} AFTER {self.event} ON {self.table} FOR EACH ROW"
        if vendor == "sqlite":
            return [f"{after} BEGIN {self.act}; END"]
        body = f"BEGIN {self.act}; RETURN NULL; END"
        function = f"CREATE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS $${body}$$"
        return [function, f"{after} EXECUTE FUNCTION {self.name}()"]

    def drop(self, vendor: str) -> str:
        if vendor == "sqlite":
            return f"DROP TRIGGER IF EXISTS {self.name}"
        return f"DROP FUNCTION IF EXISTS {self.name}() CASCADE"


def triggers(vendor: str) -> list[Trigger]:
    found = [trigger for feed in FEEDS for trigger in _of_feed(feed)]
    return [*found, *_of_words()] if vendor == "sqlite" else found


def drop(connection: Any) -> None:
    """Take the triggers away; nothing keeps the index until they are put back."""
    with connection.cursor() as cursor:
        for trigger in triggers(connection.vendor):
            cursor.execute(trigger.drop(connection.vendor))


def put_back(connection: Any) -> None:
    """Make the triggers and fill the index, unless all of them are there or the index is not."""
    if INDEX not in connection.introspection.table_names() or _are_there(connection):
        return
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        drop(connection)
        cursor.execute(f"DELETE FROM {INDEX}")  # noqa: S608 - our own table
        for feed in FEEDS:
            cursor.execute(feed.entries())
        if connection.vendor == "sqlite":
            cursor.execute("INSERT INTO search_words (search_words) VALUES ('rebuild')")
        for trigger in triggers(connection.vendor):
            for statement in trigger.create(connection.vendor):
                cursor.execute(statement)


def _of_feed(feed: Feed) -> Iterator[Trigger]:
    for number, watch in enumerate(feed.watches, 1):
        name = f"search_{feed.kind}_{number}"
        act = feed.entries(f"{watch.column} = NEW.{watch.key}")
        yield Trigger(f"{name}_new", "INSERT", watch.table, act)
        yield Trigger(f"{name}_changed", f"UPDATE OF {watch.fields}", watch.table, act)
    yield _gone(feed, feed.watches[0])


def _gone(feed: Feed, own: Watch) -> Trigger:
    act = f"DELETE FROM {INDEX} WHERE kind = '{feed.kind}' AND target_id = OLD.id"  # noqa: S608 - all from here
    return Trigger(f"search_{feed.kind}_gone", "DELETE", own.table, act)


def _of_words() -> Iterator[Trigger]:
    """FTS5 keeps no copy of the entries' words: it is told of each that comes and goes."""
    come = "INSERT INTO search_words (rowid, body) VALUES (NEW.id, NEW.body)"
    go = "INSERT INTO search_words (search_words, rowid, body) VALUES ('delete', OLD.id, OLD.body)"
    yield Trigger("search_words_new", "INSERT", INDEX, come)
    yield Trigger("search_words_changed", "UPDATE OF body", INDEX, f"{go}; {come}")
    yield Trigger("search_words_gone", "DELETE", INDEX, go)


def _are_there(connection: Any) -> bool:
    known = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger",
    }
    with connection.cursor() as cursor:
        cursor.execute(known[connection.vendor])
        return {trigger.name for trigger in triggers(connection.vendor)} <= {
            name for (name,) in cursor.fetchall()
        }
