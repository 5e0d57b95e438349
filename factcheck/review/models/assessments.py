"""Ratings that reviewers give independently."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from factcheck.claims.models import Claim
from factcheck.desks.models import Desk, Rating
from factcheck.enums import Confidence
from factcheck.review.querysets import AssessmentQuerySet


def unordered_id() -> int:
    """Return a random id that reveals neither the order nor the number of rows.

    Below 2**53, the largest integer that every JSON reader represents exactly.
    """
    return secrets.randbelow(2**53 - 1) + 1


class Assessment(models.Model):
    """One reviewer's own rating of one claim. `blind_rating` is the rating at the reveal and never changes.

    The id is random: ascending ids would tell each reviewer how many have rated before them.
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

    # Ratings that are deleted, as on the way back to "open", remain in the history.
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
