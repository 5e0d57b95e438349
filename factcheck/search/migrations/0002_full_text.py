"""The full text of the index: an FTS5 table on SQLite, a column of words with a GIN index on PostgreSQL.

Both take punctuation for spaces and words as they are, so that the same search finds the same on both.
"""

from django.db import migrations

MAKE = {
    "sqlite": [
        "CREATE VIRTUAL TABLE search_words USING fts5("
        "body, content='search_entry', content_rowid='id', tokenize='unicode61 remove_diacritics 0')",
    ],
    "postgresql": [
        "ALTER TABLE search_entry ADD COLUMN words tsvector GENERATED ALWAYS AS "
        "(to_tsvector('simple'::regconfig, regexp_replace(body, '[!-/:-@\\[-`{-~]', ' ', 'g'))) STORED",
        "CREATE INDEX entry_words ON search_entry USING gin (words)",
    ],
}
UNDO = {
    "sqlite": ["DROP TABLE search_words"],
    "postgresql": ["ALTER TABLE search_entry DROP COLUMN words"],
}


def make(apps, schema_editor):
    for statement in MAKE[schema_editor.connection.vendor]:
        schema_editor.execute(statement, None)


def undo(apps, schema_editor):
    for statement in UNDO[schema_editor.connection.vendor]:
        schema_editor.execute(statement, None)


class Migration(migrations.Migration):

    dependencies = [("search", "0001_index")]

    operations = [migrations.RunPython(make, undo)]
