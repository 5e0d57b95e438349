"""The full-text index, one row for each article, claim, evidence and comment, and the saved searches of a desk.

No Python code writes the index: database triggers do (`triggers.py`), so that no write can miss it.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Lookup
from django.db.models.functions import Lower

from factcheck.claims.models import Claim
from factcheck.desks.models import Desk
from factcheck.desks.querysets import DeskScopedQuerySet

MAX_NAME_LENGTH = 80
MAX_QUERY_STRING_LENGTH = 1000


class IndexEntry(models.Model):
    """The text of an article, claim, evidence or comment, and the claim that it belongs to, if any.

    The foreign keys have no constraint in the database: triggers delete an entry together with its row, and with a
    constraint the order of the two would matter.
    """

    desk = models.ForeignKey(Desk, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    kind = models.CharField(max_length=10)
    target_id = models.BigIntegerField()
    claim = models.ForeignKey(
        Claim, on_delete=models.DO_NOTHING, db_constraint=False, null=True, related_name="+"
    )
    at = models.DateTimeField()
    body = models.TextField()

    objects = DeskScopedQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["desk", "-at"], name="entry_by_desk")]
        constraints = [models.UniqueConstraint(fields=["kind", "target_id"], name="entry_once_per_thing")]

    def __str__(self) -> str:
        return f"{self.kind} {self.target_id}"


class FtsColumn(models.TextField):
    """The hidden column of an FTS5 table that represents the whole row; queries are matched against it."""


@FtsColumn.register_lookup
class Match(Lookup):
    """SQLite's MATCH operator."""

    lookup_name = "match"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[str | int, ...]]:
        left, left_params = self.process_lhs(compiler, connection)
        right, right_params = self.process_rhs(compiler, connection)
        return f"{left} MATCH {right}", (*left_params, *right_params)


class FtsRow(models.Model):
    """A row of SQLite's FTS5 table for an index entry. PostgreSQL has a column of the entry instead."""

    entry = models.OneToOneField(
        IndexEntry, models.DO_NOTHING, primary_key=True, db_column="rowid", related_name="fts_row"
    )
    row = FtsColumn(db_column="search_words")
    rank = models.FloatField()

    class Meta:
        managed = False
        db_table = "search_words"

    def __str__(self) -> str:
        return f"full text of entry {self.pk}"


class SavedSearch(models.Model):
    """A search with a name, for the whole desk. `query` is the query string of its page."""

    # The name of the model when its first events were recorded.
    audit_name = "view"

    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="saved_searches")
    name = models.CharField(max_length=MAX_NAME_LENGTH)
    query = models.CharField(max_length=MAX_QUERY_STRING_LENGTH)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(auto_now=True)

    objects = DeskScopedQuerySet.as_manager()

    class Meta:
        ordering = [Lower("name"), "id"]
        constraints = [
            models.UniqueConstraint(fields=["desk", "name"], name="saved_search_name_once_per_desk")
        ]

    def __str__(self) -> str:
        return self.name
