"""Articles, and the immutable revisions of their texts."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Subquery
from simple_history.models import HistoricalRecords

from factcheck.desks.models import Desk
from factcheck.desks.querysets import DeskScopedQuerySet


class ArticleQuerySet(DeskScopedQuerySet["Article"]):
    def with_current_revision(self) -> Self:
        """Add `current_id`, `text` and `sha256` of the newest revision."""
        # Subqueries and no join: a join would multiply the articles by their revisions.
        newest = Revision.objects.filter(article=OuterRef("pk")).order_by("-number")
        return self.annotate(
            current_id=Subquery(newest.values("pk")[:1]),
            text=Subquery(newest.values("text")[:1]),
            sha256=Subquery(newest.values("sha256")[:1]),
        )


class Article(models.Model):
    """An article of a desk. Its state is derived from its claims and never stored."""

    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="articles")
    title = models.CharField(max_length=300)
    source_name = models.CharField(max_length=200, blank=True)
    source_url = models.URLField(max_length=2000, blank=True)
    language = models.CharField(max_length=12, blank=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    history = HistoricalRecords()
    objects: ClassVar[ArticleQuerySet] = ArticleQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["desk", "-id"], name="article_by_desk")]

    def __str__(self) -> str:
        return self.title


class Revision(models.Model):
    """One immutable text of an article, normalised.

    `blocks` is [[kind, start, end], ...], in code points, the end excluded.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="revisions")
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(default=1)
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    blocks = models.JSONField(default=list)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = DeskScopedQuerySet.as_manager()

    class Meta:
        ordering = ["article_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="revision_number_once_per_article"),
            models.UniqueConstraint(fields=["desk", "sha256"], name="revision_text_once_per_desk"),
        ]

    def __str__(self) -> str:
        return f"{self.article} r{self.number}"
