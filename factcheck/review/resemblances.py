"""Rows of looking back: what a claim resembled when its article was split, and which runs were looked at."""

from django.db import models
from django.db.models import Q

from factcheck.claims.models import Claim, Splitting
from factcheck.desks.models import Desk
from factcheck.desks.querysets import DeskQuerySet


class PriorCheckScan(models.Model):
    """A run of a splitter whose claims were looked up among the earlier checks; `finished_at` tells its runs apart."""

    splitting = models.OneToOneField(Splitting, on_delete=models.CASCADE, related_name="lookback")
    finished_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.splitting_id}: {self.finished_at}"


class PriorCheckSuggestion(models.Model):
    """The earlier check that a claim surely resembles: a verdict of the desk or a check of a feed. A suggestion.

    `sureness` is in 0..1; `method` names what found it.
    """

    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="+")
    claim = models.OneToOneField(Claim, on_delete=models.CASCADE, related_name="resemblance")
    verdict = models.ForeignKey("review.Verdict", on_delete=models.CASCADE, null=True, related_name="+")
    external_check = models.ForeignKey(
        "review.EarlierCheck", on_delete=models.CASCADE, null=True, related_name="+"
    )
    sureness = models.FloatField()
    method = models.CharField(max_length=60)

    objects = DeskQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict__isnull=True) ^ Q(check_of_feed__isnull=True),
                name="resemblance_of_one_check",
            )
        ]

    def __str__(self) -> str:
        return f"{self.claim_id}: {self.rating}"

    @property
    def rating(self) -> str:
        """In the words of whoever checked it."""
        return self.verdict.rating.label if self.verdict else self.external_check.rating  # type: ignore[union-attr]
