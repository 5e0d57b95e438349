"""Sources, and the evidence that quotes them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from factcheck.claims.models import Claim
from factcheck.desks.models import Desk
from factcheck.desks.querysets import DeskScopedQuerySet
from factcheck.enums import EvidenceStatus, Stance

# Never 0 or 1: evidence of strength 1 would outweigh all other evidence, and nothing could change the result.
MIN_STRENGTH, MAX_STRENGTH = 0.01, 0.99


class Source(models.Model):
    """A source of evidence. Sources with the same `origin` reproduce one document and count once in the map.

    `text` is the text of the source, if a person pasted it. Passages are searched in it.
    """

    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="sources")
    title = models.CharField(max_length=300)
    publisher = models.CharField(max_length=200, blank=True)
    url = models.URLField(max_length=2000, blank=True)
    text = models.TextField(blank=True)
    origin = models.CharField(max_length=200, blank=True)
    published_on = models.DateField(null=True, blank=True)
    is_sample = models.BooleanField(default=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    history = HistoricalRecords()
    objects = DeskScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["desk", "id"], name="source_by_desk")]

    def __str__(self) -> str:
        return self.title

    @property
    def origin_group(self) -> str:
        """The group of sources that counts once: those with the same origin, or this source alone."""
        # The prefix keeps ids apart from an origin that a person named with a number.
        return self.origin or f"source-{self.pk}"


class Evidence(models.Model):
    """A quoted passage of a source, with its stance on a claim and its strength from 0.01 to 0.99.

    `lifecycle` is its status. Evidence that is withdrawn keeps its row, because verdicts were based on it.
    """

    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="evidence")
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="evidence")
    # A source that is cited cannot be deleted: a verdict must lead back to what it quotes.
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="evidence")
    quote = models.TextField()
    stance = models.CharField(max_length=10, choices=[(s, s) for s in Stance])
    strength = models.FloatField(default=0.5)
    lifecycle = models.CharField(
        max_length=12, choices=[(x, x) for x in EvidenceStatus], default=EvidenceStatus.ACTIVE
    )
    note = models.TextField(blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    history = HistoricalRecords()
    objects = DeskScopedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "evidence"
        indexes = [models.Index(fields=["claim", "id"], name="evidence_by_claim")]
        constraints = [
            models.CheckConstraint(
                condition=Q(strength__gte=MIN_STRENGTH, strength__lte=MAX_STRENGTH),
                name="evidence_strength_range",
            ),
            models.CheckConstraint(condition=Q(stance__in=list(Stance)), name="evidence_stance_known"),
            models.CheckConstraint(
                condition=Q(lifecycle__in=list(EvidenceStatus)), name="evidence_lifecycle_known"
            ),
            models.CheckConstraint(condition=~Q(quote=""), name="evidence_quote_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.stance}: {self.quote[:60]}"

    @property
    def is_counted(self) -> bool:
        """Whether the evidence counts in the argument map. Withdrawn, retracted and superseded evidence does not."""
        return EvidenceStatus(self.lifecycle).is_counted
