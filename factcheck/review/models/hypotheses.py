"""Rival hypotheses of a claim, and whether each piece of its evidence is consistent with them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from factcheck.claims.models import Claim
from factcheck.desks.models import Desk
from factcheck.desks.querysets import DeskScopedQuerySet
from factcheck.enums import Consistency
from factcheck.evidence.models import Evidence


class Hypothesis(models.Model):
    """Another explanation than a claim gives. The claim itself is the first hypothesis and has no row here.

    One that is withdrawn (`active` off) keeps its row and its answers.
    """

    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="+")
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="hypotheses")
    text = models.TextField()
    active = models.BooleanField(default=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    history = HistoricalRecords()
    objects = DeskScopedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "hypotheses"
        indexes = [models.Index(fields=["claim", "id"], name="hypothesis_by_claim")]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="hypothesis_has_text")]

    def __str__(self) -> str:
        return self.text[:80]


class HypothesisAnswer(models.Model):
    """Whether one piece of evidence is what one would expect if the hypothesis were true."""

    hypothesis = models.ForeignKey(Hypothesis, on_delete=models.CASCADE, related_name="answers")
    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="+")
    answer = models.CharField(max_length=12, choices=[(x, x) for x in Consistency])
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["hypothesis", "evidence"], name="hypothesisanswer_once"),
            models.CheckConstraint(condition=Q(answer__in=list(Consistency)), name="hypothesisanswer_known"),
        ]

    def __str__(self) -> str:
        return f"{self.answer}: e{self.evidence_id} with h{self.hypothesis_id}"
