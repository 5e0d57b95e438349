"""Sources, and the evidence that quotes them."""

from enum import StrEnum
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from factcheck.argument.appraisal import Appraisal, describe_appraisal
from factcheck.claims.models import Claim
from factcheck.desks.models import Desk
from factcheck.desks.querysets import DeskScopedQuerySet
from factcheck.enums import Directness, EvidenceStatus, Independence, Interest, Recency, SourceKind, Stance

# Never 0 or 1: evidence of strength 1 would outweigh all other evidence, and nothing could change the result.
MIN_STRENGTH, MAX_STRENGTH = 0.01, 0.99
ANSWERS: dict[str, Any] = {
    "directness": Directness,
    "independence": Independence,
    "recency": Recency,
    "interest": Interest,
}


def _answer(kind: type[StrEnum]) -> "models.CharField[str, str]":
    return models.CharField(max_length=12, choices=[(value, value) for value in kind], blank=True)


class Source(models.Model):
    """A source of evidence. Sources with the same `origin` reproduce one document and count once in the map.

    `kind` is a SourceKind, or "" if nobody said. `text` is the text of the source, if a person pasted it. Passages are
    searched in it.
    """

    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="sources")
    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=20, choices=[(k, k) for k in SourceKind], blank=True)
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
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["", *SourceKind]), name="source_kind_known"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def origin_group(self) -> str:
        """The group of sources that counts once: those with the same origin, or this source alone."""
        # The prefix keeps ids apart from an origin that a person named with a number.
        return self.origin or f"source-{self.pk}"


class Evidence(models.Model):
    """A quoted passage of a source, with its stance on a claim and its strength from 0.01 to 0.99.

    The strength follows from the kind of its source and from the four answers of its appraisal, each "" if not stated.
    A person can set another one, with a `strength_reason`. `lifecycle` is its status. Evidence that is withdrawn keeps
    its row, because verdicts were based on it.
    """

    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="evidence")
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="evidence")
    # A source that is cited cannot be deleted: a verdict must lead back to what it quotes.
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="evidence")
    quote = models.TextField()
    stance = models.CharField(max_length=10, choices=[(s, s) for s in Stance])
    directness = _answer(Directness)
    independence = _answer(Independence)
    recency = _answer(Recency)
    interest = _answer(Interest)
    strength = models.FloatField()
    strength_reason = models.TextField(blank=True)
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
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{name}__in": ["", *kind]}), name=f"evidence_{name}_known"
                )
                for name, kind in ANSWERS.items()
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stance}: {self.quote[:60]}"

    @property
    def appraisal(self) -> Appraisal:
        """The kind of the source and the answers, from which a strength follows."""
        kind = SourceKind(self.source.kind) if self.source.kind else None
        answers = {
            name: values(getattr(self, name)) for name, values in ANSWERS.items() if getattr(self, name)
        }
        return Appraisal(kind, **answers)

    @property
    def strength_in_words(self) -> str:
        """The reasons for the strength, in the reader's language."""
        return describe_appraisal(self.appraisal, self.strength, self.strength_reason)

    @property
    def is_counted(self) -> bool:
        """Whether the evidence counts in the argument map. Withdrawn, retracted and superseded evidence does not."""
        return EvidenceStatus(self.lifecycle).is_counted
