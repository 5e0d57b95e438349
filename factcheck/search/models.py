"""The index, a row for each thing that has words, and the searches that a desk keeps by name.

Nothing here writes the index: the database's own triggers do (`triggers.py`).
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Lookup
from django.db.models.functions import Lower

from factcheck.claims.models import Claim
from factcheck.desks.models import Desk
from factcheck.desks.querysets import DeskScopedQuerySet


class Entry(models.Model):
    """The words of an article, claim, piece of evidence or comment, and the claim that it belongs to, if any."""

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


class WholeRow(models.TextField):
    """FTS5's hidden column that stands for the whole row, which is what a query is matched against."""


@WholeRow.register_lookup
class Match(Lookup):
    lookup_name = "match"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[str | int, ...]]:
        left, left_params = self.process_lhs(compiler, connection)
        right, right_params = self.process_rhs(compiler, connection)
        return f"{left} MATCH {right}", (*left_params, *right_params)


class Indexed(models.Model):
    """A row of SQLite's FTS5 table beside its entry; on PostgreSQL there is no such table."""

    entry = models.OneToOneField(
        Entry, models.DO_NOTHING, primary_key=True, db_column="rowid", related_name="indexed"
    )
    row = WholeRow(db_column="search_words")
    rank = models.FloatField()

    class Meta:
        managed = False
        db_table = "search_words"

    def __str__(self) -> str:
        return f"words of entry {self.pk}"


class View(models.Model):
    """A search that a desk keeps by name. `query` is the query string of its address, which is all of it."""

    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="views")
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=1000)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(auto_now=True)

    objects = DeskScopedQuerySet.as_manager()

    class Meta:
        ordering = [Lower("name"), "id"]
        constraints = [models.UniqueConstraint(fields=["desk", "name"], name="view_name_once_per_desk")]

    def __str__(self) -> str:
        return self.name
