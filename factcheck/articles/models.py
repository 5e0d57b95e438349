"""Articles, and the immutable revisions of their texts."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from simple_history.models import HistoricalRecords

from factcheck.desks.models import Desk
from factcheck.desks.querysets import DeskScopedQuerySet
from factcheck.enums import JobState
from factcheck.jobs.models import Job, JobQuerySet


class ArticleQuerySet(DeskScopedQuerySet["Article"]):
    def visible_to(self, user: Any) -> Self:
        """Return the articles that have a text. An article whose file is still being read has none yet."""
        return super().visible_to(user).filter(Exists(Revision.objects.filter(article=OuterRef("pk"))))

    def visible_with_unread(self, user: Any) -> Self:
        """Return the articles with a text, and those whose file is being read or could not be read."""
        has_text = Exists(Revision.objects.filter(article=OuterRef("pk")))
        unread = Exists(Reading.objects.filter(article=OuterRef("pk"), duplicate_of=None))
        return super().visible_to(user).filter(has_text | unread)

    def with_current_revision(self) -> Self:
        """Add `current_id`, `text` and `sha256` of the newest revision; None and empty if there is none."""
        # Subqueries and no join: a join would multiply the articles by their revisions.
        newest = Revision.objects.filter(article=OuterRef("pk")).order_by("-number")
        return self.annotate(
            current_id=Subquery(newest.values("pk")[:1]),
            text=Coalesce(Subquery(newest.values("text")[:1]), Value(""), output_field=models.TextField()),
            sha256=Coalesce(
                Subquery(newest.values("sha256")[:1]), Value(""), output_field=models.TextField()
            ),
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

    `blocks` is [[kind, start, end], ...], in code points, the end excluded. `warnings` are stored messages: what the
    reader of its file left out or guessed.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="revisions")
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(default=1)
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    blocks = models.JSONField(default=list)
    warnings = models.JSONField(default=list)
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


class Reading(Job):
    """A file whose text becomes an article, and the job that reads it.

    `data` is emptied when the file has been read. `duplicate_of` is the article that already had this text.
    `keeps_title` is true if the title was given by a person and not taken from the name of the file.
    """

    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="+")
    article = models.OneToOneField(Article, on_delete=models.CASCADE, related_name="reading")
    duplicate_of = models.ForeignKey(
        Article, on_delete=models.CASCADE, null=True, related_name="duplicate_readings"
    )
    filename = models.CharField(max_length=255, blank=True)
    keeps_title = models.BooleanField(default=False)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    data = models.BinaryField()
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = JobQuerySet.as_manager()

    class Meta(Job.Meta):
        constraints = [
            *Job.Meta.constraints,
            models.UniqueConstraint(fields=["desk", "sha256"], name="reading_file_once_per_desk"),
            models.CheckConstraint(
                condition=Q(duplicate_of=None) | Q(state=JobState.DONE), name="reading_duplicate_is_done"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.filename}: {self.state}"
