"""Comments on articles, claims, evidence and verdicts."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from factcheck.articles.models import Article
from factcheck.claims.models import Claim
from factcheck.desks.models import Desk
from factcheck.desks.querysets import DeskScopedQuerySet
from factcheck.enums import CommentTarget
from factcheck.evidence.models import Evidence
from factcheck.review.models.verdicts import Verdict


class Comment(models.Model):
    """A comment on exactly one thing. A reply has the first comment of its thread as `parent`.

    `quote` is the passage that it is about, `mentions` the ids of the members that it mentions. A deleted comment
    keeps its author, its dates and who deleted it; its text is removed from the row.
    """

    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="+")
    article = models.ForeignKey(Article, on_delete=models.CASCADE, null=True, related_name="comments")
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, null=True, related_name="comments")
    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, null=True, related_name="comments")
    verdict = models.ForeignKey(Verdict, on_delete=models.CASCADE, null=True, related_name="comments")
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="replies")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="comments")
    body = models.TextField(blank=True)
    quote = models.TextField(blank=True)
    mentions = models.JSONField(default=list, blank=True)
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    edited_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    history = HistoricalRecords()
    objects = DeskScopedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            # Four nullable columns and not a generic relation, so that the database can check each reference.
            models.CheckConstraint(
                name="comment_on_exactly_one_thing",
                condition=Q(
                    article__isnull=False, claim__isnull=True, evidence__isnull=True, verdict__isnull=True
                )
                | Q(article__isnull=True, claim__isnull=False, evidence__isnull=True, verdict__isnull=True)
                | Q(article__isnull=True, claim__isnull=True, evidence__isnull=False, verdict__isnull=True)
                | Q(article__isnull=True, claim__isnull=True, evidence__isnull=True, verdict__isnull=False),
            ),
            models.CheckConstraint(
                condition=Q(deleted_at__isnull=True, deleted_by__isnull=True) & ~Q(body="")
                | Q(deleted_at__isnull=False, deleted_by__isnull=False, body=""),
                name="comment_has_words_or_is_deleted",
            ),
        ]

    def __str__(self) -> str:
        return self.body[:60]

    @property
    def target_kind(self) -> CommentTarget:
        return next(kind for kind in CommentTarget if getattr(self, f"{kind}_id"))

    @property
    def target_id(self) -> int:
        return getattr(self, f"{self.target_kind}_id")
