"""Rename the models, and build the full text on the table's new name.

The triggers are dropped before a migration and created after it (`factcheck/search/apps.py`), which also fills the new
FTS5 table; so it is created empty here.
"""

import django.db.models.deletion
from django.db import migrations, models

import factcheck.search.models

FTS5 = "body, content='%s', content_rowid='id', tokenize='unicode61 remove_diacritics 0'"


def move_fts_to(table):
    def move(apps, schema_editor):
        # An FTS5 table stores the name of the table that has its texts, and ALTER TABLE does not change it.
        # On PostgreSQL the words are a column of the table and move with it.
        if schema_editor.connection.vendor == 'sqlite':
            schema_editor.execute('DROP TABLE search_words', None)
            schema_editor.execute(f'CREATE VIRTUAL TABLE search_words USING fts5({FTS5 % table})', None)

    return move


class Migration(migrations.Migration):

    dependencies = [('search', '0002_full_text')]

    operations = [
        # The unmanaged model is deleted and created instead of renamed: renaming the model that it refers to would
        # alter its virtual table. Neither touches the database.
        migrations.DeleteModel('Indexed'),
        migrations.RenameModel('Entry', 'IndexEntry'),
        migrations.RunPython(move_fts_to('search_indexentry'), move_fts_to('search_entry')),
        migrations.CreateModel(
            'FtsRow',
            fields=[
                (
                    'entry',
                    models.OneToOneField(
                        db_column='rowid',
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name='fts_row',
                        serialize=False,
                        to='search.indexentry',
                    ),
                ),
                ('row', factcheck.search.models.FtsColumn(db_column='search_words')),
                ('rank', models.FloatField()),
            ],
            options={'db_table': 'search_words', 'managed': False},
        ),
        migrations.RenameModel('View', 'SavedSearch'),
        migrations.AlterField(
            'SavedSearch',
            'desk',
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name='saved_searches', to='desks.desk'
            ),
        ),
        migrations.RemoveConstraint('SavedSearch', 'view_name_once_per_desk'),
        migrations.AddConstraint(
            'SavedSearch',
            models.UniqueConstraint(fields=('desk', 'name'), name='saved_search_name_once_per_desk'),
        ),
    ]
