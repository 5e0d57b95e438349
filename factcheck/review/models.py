"""What people make of a claim: their own ratings, the verdict concluded, and the talk about it."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from factcheck.articles.models import Article
from factcheck.claims.models import Claim
from factcheck.desks.models import Desk, Rating
from factcheck.desks.querysets import DeskQuerySet
from factcheck.enums import CommentTarget, Confidence, SimilarityLabel
from factcheck.evidence.models import Evidence
from factcheck.review.decisions import Publication, ReviewerAssignment, SignOff
from factcheck.review.querysets import AssessmentQuerySet
from factcheck.review.resemblances import PriorCheckScan, PriorCheckSuggestion

__all__ = [
    "Assessment",
    "Comment",
    "EarlierCheck",
    "Likeness",
    "Lookback",
    "Publication",
    "Resemblance",
    "Reviewing",
    "SignOff",
    "Verdict",
]


def unordered_id() -> int:
    """A number that every JSON reader can hold, and that does not tell how many there were before it."""
    return secrets.randbelow(2**53 - 1) + 1


class Assessment(models.Model):
    """One reviewer's own rating of one claim. `blind_rating` is what it was at the reveal; it stays.

    Its id is drawn at random: ids in a row would tell each reviewer when others have rated, and who was first.
    """

    id = models.BigIntegerField(primary_key=True, default=unordered_id, editable=False)
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="+")
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="assessments")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="assessments"
    )
    rating = models.ForeignKey(Rating, on_delete=models.PROTECT, related_name="+")
    blind_rating = models.ForeignKey(Rating, on_delete=models.PROTECT, null=True, related_name="+")
    confidence = models.CharField(
        max_length=10, choices=[(c, c) for c in Confidence], default=Confidence.MEDIUM
    )
    reasons = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    history = HistoricalRecords()
    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "reviewer"], name="assessment_once_per_reviewer"),
            models.CheckConstraint(
                condition=Q(confidence__in=list(Confidence)), name="assessment_confidence_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reviewer}: {self.rating}"


class Verdict(models.Model):
    """The rating concluded for a claim, with reasons, as of a date. A claim has one current verdict.

    `computed` and `computed_strength` are what the map suggested at the time; a rating that departs from it says why
    in `departure`. A `stale` verdict stands on something that changed: since when, why, and what the map said before
    and after; reaffirming clears it, correcting makes a new version.

    `adjudicated` says that an editor decided what the ratings did not agree on, `correction` what changed since the
    version that was published before, and `glass_reason` why an admin approved it without enough sign-offs.
    """

    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="+")
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="verdicts")
    number = models.PositiveIntegerField(default=1)
    current = models.BooleanField(default=True)
    rating = models.ForeignKey(Rating, on_delete=models.PROTECT, related_name="+")
    reasons = models.TextField()
    as_of = models.DateField()
    computed = models.CharField(max_length=20, blank=True)
    computed_strength = models.FloatField(null=True)
    departure = models.TextField(blank=True)
    stale_since = models.DateTimeField(null=True)
    stale_cause = models.CharField(max_length=400, blank=True)
    stale_before = models.CharField(max_length=60, blank=True)
    stale_after = models.CharField(max_length=60, blank=True)
    adjudicated = models.BooleanField(default=False)
    correction = models.TextField(blank=True)
    glass_reason = models.TextField(blank=True)
    glass_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    history = HistoricalRecords()
    objects = DeskQuerySet.as_manager()

    class Meta:
        ordering = ["claim_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "number"], name="verdict_number_once_per_claim"),
            models.UniqueConstraint(fields=["claim"], condition=Q(current=True), name="verdict_one_current"),
            models.CheckConstraint(condition=~Q(reasons=""), name="verdict_has_reasons"),
            models.CheckConstraint(
                condition=Q(stale_since__isnull=True) | ~Q(stale_cause=""), name="verdict_stale_has_cause"
            ),
            models.CheckConstraint(
                condition=Q(glass_by__isnull=True, glass_reason="")
                | (Q(glass_by__isnull=False) & ~Q(glass_reason="")),
                name="verdict_glass_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rating} (version {self.number})"


class Comment(models.Model):
    """A remark in a thread on exactly one thing; a reply names the thread's first remark as `parent`.

    `quote` is the passage of the thing that it speaks of, `mentions` the ids of the members that it names. A deleted
    comment keeps who wrote it, when, and who took it away; its words are gone from the row.
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
    objects = DeskQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
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


class ExternalCheck(models.Model):
    """A check made elsewhere, from a ClaimReview feed; `rating` is its publisher's own word."""

    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="+")
    text = models.TextField()
    publisher = models.CharField(max_length=200)
    url = models.URLField(max_length=2000)
    rating = models.CharField(max_length=200)
    reviewed_on = models.DateField(null=True)

    objects = DeskQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["desk", "url", "text"], name="earlier_check_once_per_desk")
        ]

    def __str__(self) -> str:
        return self.text[:60]


class SimilarityJudgement(models.Model):
    """What a person said of a claim and an earlier check ("v12" a verdict of the desk, "f3" one of a feed)."""

    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="+")
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="likenesses")
    key = models.CharField(max_length=24)
    alike = models.CharField(max_length=10, choices=[(a, a) for a in SimilarityLabel])
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    judged_at = models.DateTimeField(auto_now=True)

    objects = DeskQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["claim", "key"], name="likeness_once_per_pair")]

    def __str__(self) -> str:
        return f"{self.key}: {self.alike}"
