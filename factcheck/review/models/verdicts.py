"""Versions of the verdict on a claim."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from factcheck.claims.models import Claim
from factcheck.desks.models import Desk, Rating
from factcheck.desks.querysets import DeskScopedQuerySet
from factcheck.enums import CreatedBy
from factcheck.model_fields import StoredMessageField


class Verdict(models.Model):
    """One version of the verdict on a claim: a rating with reasons, as of a date. A claim has one current version.

    `computed` and `computed_strength` are what the argument map computed when it was proposed; `departure` explains
    a rating that differs from it. The `stale_...` fields are set when the evidence has changed since: when, why, and
    what the map computed before and after. Reaffirming clears them; a new version starts without them.

    `adjudicated`: an editor decided, because the reviewers did not agree on this rating. `correction`: what changed
    since the published version. `glass_reason`: why an admin approved it without enough sign-offs. `origin`: a machine
    makes a version when something under a published one is changed; it copies the rating and reasons, and who proposed
    them.
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
    stale_cause = StoredMessageField()
    stale_before = StoredMessageField()
    stale_after = StoredMessageField()
    adjudicated = models.BooleanField(default=False)
    correction = models.TextField(blank=True)
    glass_reason = models.TextField(blank=True)
    glass_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    origin = models.CharField(max_length=10, choices=[(o, o) for o in CreatedBy], default=CreatedBy.PERSON)
    created_at = models.DateTimeField(auto_now_add=True)

    history = HistoricalRecords()
    objects = DeskScopedQuerySet.as_manager()

    class Meta:
        ordering = ["claim_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "number"], name="verdict_number_once_per_claim"),
            # A partial index: the older versions are not current, and a claim has any number of them.
            models.UniqueConstraint(fields=["claim"], condition=Q(current=True), name="verdict_one_current"),
            models.CheckConstraint(condition=~Q(reasons=""), name="verdict_has_reasons"),
            models.CheckConstraint(
                condition=Q(stale_since__isnull=True) | Q(stale_cause__isnull=False),
                name="verdict_stale_has_cause",
            ),
            models.CheckConstraint(
                condition=Q(glass_by__isnull=True, glass_reason="")
                | (Q(glass_by__isnull=False) & ~Q(glass_reason="")),
                name="verdict_glass_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rating} (version {self.number})"
